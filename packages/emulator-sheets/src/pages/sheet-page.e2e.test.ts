import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eventually, hostile, owner, pageBench } from "../../test/page-bench.ts";

const cell = (page: Page, row: number, column = 0) => page.locator(`#cell-${row}-${column}`);

const aMillionRows = [
  { deleteDimension: { range: { sheetId: 0, dimension: "COLUMNS", startIndex: 3, endIndex: 26 } } },
  { appendDimension: { sheetId: 0, dimension: "ROWS", length: 999_000 } },
];

describe("the page of a spreadsheet", () => {
  const bench = pageBench();
  it("shows hostile cells, titles and tabs as the text that they are", async () => {
    const { emulator, id, sheetPath, complaints, open, appendRows } = bench();
    emulator.people.renameTab(id, 0, hostile);
    appendRows(hostile, '=IMPORTXML("http://localhost/","//a")', "'quoted\" & <b>bold</b>");
    const page = await open(sheetPath);
    await eventually(() => cell(page, 0).textContent()).toBe(hostile);
    expect(await cell(page, 1).textContent()).toBe('=IMPORTXML("http://localhost/","//a")');
    expect(await page.locator("h1").textContent()).toBe(`Register ${hostile}`);
    expect(await page.locator("[role=tab]").first().textContent()).toBe(hostile);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(await page.locator("#grid img, #grid script, #tabs img, h1 img").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("shows rows that arrive while somebody looks, marks them and says how many", async () => {
    const { sheetPath, open, appendRows } = bench();
    appendRows("first");
    const page = await open(sheetPath);
    await eventually(() => cell(page, 0).textContent()).toBe("first");
    appendRows("second", "third");
    await eventually(() => cell(page, 2).textContent()).toBe("third");
    expect(await page.locator(".row.is-new").count()).toBe(2);
    expect(await page.locator("#news").textContent()).toBe("2 new rows on Sheet1");
  });

  it("keeps its place while rows arrive, unless it is to follow them", async () => {
    const { sheetPath, open, appendRows } = bench();
    appendRows(...Array.from({ length: 300 }, (_, index) => `row ${index}`));
    const page = await open(sheetPath);
    await eventually(() => cell(page, 3).textContent()).toBe("row 3");
    appendRows("new");
    await eventually(() => page.locator("#news").textContent()).toBe("1 new row on Sheet1");
    expect(await cell(page, 3).isVisible()).toBe(true);
    await page.check("#follow");
    appendRows("newest");
    await eventually(() => cell(page, 301).textContent()).toBe("newest");
    await eventually(() => page.locator("#cell-name").textContent()).toBe("A302");
  });

  it("goes through cells by keys and tells which one is chosen, with its formula", async () => {
    const { emulator, id, sheetPath, open, appendRows } = bench();
    appendRows("a", "b", "c");
    emulator.people.typeInto(id, { sheetId: 0, row: 1, column: 1 }, "=2*21");
    const page = await open(sheetPath);
    await eventually(() => cell(page, 1, 1).textContent()).toBe("42");
    await page.focus("#grid");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await eventually(() => page.locator("#cell-text").textContent()).toBe("=2*21");
    expect(await page.locator("#cell-shown").textContent()).toBe("shown as 42");
    expect(await page.getAttribute("#grid", "aria-activedescendant")).toBe("cell-1-1");
    await page.keyboard.press("Control+End");
    await eventually(() => page.locator("#cell-name").textContent()).toBe("Z3");
    await page.keyboard.press("Control+Home");
    await eventually(() => page.locator("#cell-name").textContent()).toBe("A1");
  });

  it("stays small and reaches both ends of a million rows", async () => {
    const { emulator, id, sheetPath, open } = bench();
    emulator.people.edit(id, aMillionRows);
    emulator.people.typeInto(id, { sheetId: 0, row: 999_999, column: 0 }, "the last one");
    const page = await open(sheetPath);
    await eventually(() => page.locator("#size").textContent()).toContain("1,000,000");
    await page.click("#go-to-end");
    await eventually(() => cell(page, 999_999).textContent()).toBe("the last one");
    await page.evaluate(() => {
      const grid = document.getElementById("grid") as HTMLElement;
      grid.scrollTop = grid.scrollHeight / 2;
    });
    const middle = () => page.locator("#grid-rows .row-name").first().textContent();
    await eventually(async () => Math.abs(Number(await middle()) - 500_000)).toBeLessThan(1_000);
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(1_500);
    await page.focus("#grid");
    await page.keyboard.press("Control+Home");
    await eventually(() => page.locator("#grid-rows .row-name").first().textContent()).toBe("1");
  });

  it("stays where it is dragged to while the bar is about to be put into proportion", async () => {
    const { emulator, id, sheetPath, open } = bench();
    emulator.people.edit(id, aMillionRows);
    const page = await open(sheetPath);
    await eventually(() => page.locator("#size").textContent()).toContain("1,000,000");
    const drag = () =>
      page.evaluate(async () => {
        const grid = document.getElementById("grid") as HTMLElement;
        const moved = new Promise((resolve) => grid.addEventListener("scroll", resolve, { once: true }));
        grid.scrollTop = 300;
        await moved;
        // The page hears of this only after its timer, which is due at once: the thread is kept busy for longer.
        grid.scrollTop = grid.scrollHeight / 2;
        const until = performance.now() + 200;
        while (performance.now() < until);
      });
    const first = () => page.locator("#grid-rows .row-name").first().textContent();
    // Nothing can be scrolled before it is drawn.
    await eventually(first).toBe("1");
    // The browser chooses which of the two comes first.
    for (let times = 0; times < 6; times += 1) {
      await drag();
      await eventually(async () => Math.abs(Number(await first()) - 500_000)).toBeLessThan(1_000);
    }
  });

  it("keeps frozen rows in sight", async () => {
    const { emulator, id, sheetPath, open, appendRows } = bench();
    appendRows("head", ...Array.from({ length: 200 }, (_, index) => `row ${index}`));
    emulator.people.edit(id, [
      {
        updateSheetProperties: {
          properties: { sheetId: 0, gridProperties: { frozenRowCount: 1 } },
          fields: "gridProperties.frozenRowCount",
        },
      },
    ]);
    const page = await open(sheetPath);
    await page.click("#go-to-end");
    await eventually(() => cell(page, 200).textContent()).toBe("row 199");
    expect(await page.locator("#grid-head").textContent()).toContain("head");
  });

  it("shows receipts, sharing, protection and every request with its fault", async () => {
    const { emulator, id, sheetPath, open } = bench();
    const { accessToken } = emulator.accounts.add({ email: owner });
    const batch = (metadataId: number) =>
      fetch(`${emulator.url}/v4/spreadsheets/${id}:batchUpdate`, {
        method: "POST",
        headers: { authorization: `Bearer ${accessToken}` },
        body: JSON.stringify({
          requests: [
            {
              createDeveloperMetadata: {
                developerMetadata: {
                  metadataId,
                  metadataKey: "oa",
                  metadataValue: "receipt",
                  visibility: "DOCUMENT",
                  location: { spreadsheet: true },
                },
              },
            },
          ],
        }),
      });
    await batch(4_711);
    emulator.faults.arm({ do: "commit", answer: "unavailable" });
    await batch(4_712);
    emulator.people.share(id, "bob@example.com", "reader");
    emulator.people.protectTab(id, 0);
    const page = await open(sheetPath);
    await eventually(() => page.locator("#metadata-list").textContent()).toContain("oa = receipt");
    await eventually(() => page.locator("#call-list .has-fault").textContent()).toContain(
      "fault instead of 200",
    );
    expect(await page.locator("#call-list .has-fault").textContent()).toContain(
      "fault: commit, then unavailable",
    );
    expect(await page.locator("#sharing-list").textContent()).toContain("bob@example.com");
    expect(await page.locator("#protection-count").textContent()).toBe("1");
  });

  it("does what people do", async () => {
    const { sheetPath, complaints, open, appendRows } = bench();
    appendRows("b", "a");
    const page = await open(sheetPath);
    await page.click("summary:has-text('What people do')");
    await page.fill("#tab-title", "May");
    await page.click("button[data-what='rename tab']");
    await eventually(() => page.locator("[role=tab]").first().textContent()).toBe("May");
    await page.fill("input[name=headerRows]", "0");
    await page.click("button[data-what=sort]");
    await eventually(() => cell(page, 0).textContent()).toBe("a");
    await page.click("button[data-what=trash]");
    await eventually(() => page.locator("#trashed").isVisible()).toBe(true);
    await page.click("summary:has-text('Versions')");
    await page.click("button[aria-label='Restore version 2']");
    await eventually(() => cell(page, 0).textContent()).toBe("b");
    expect(complaints).toEqual([]);
  });

  it("says why something could not be done", async () => {
    const { emulator, id, sheetPath, open } = bench();
    emulator.people.edit(id, [{ addSheet: { properties: { title: "May" } } }]);
    const page = await open(sheetPath);
    await page.click("summary:has-text('What people do')");
    await eventually(() => page.inputValue("#tab-title")).toBe("Sheet1");
    await page.fill("#tab-title", "May");
    await page.click("button[data-what='rename tab']");
    await eventually(() => page.locator("#status").textContent()).toContain("already exists");
  });

  it("arms faults and shows what is held", async () => {
    const { emulator, sheetPath, open } = bench();
    const page = await open(sheetPath);
    await page.click("summary:has-text('What goes wrong')");
    await page.selectOption("select[name=fault]", "late");
    await page.click("button[data-what=arm]");
    await eventually(() => page.locator("#trouble").textContent()).toBe("1 fault to come");
    expect(emulator.faults.pending()).toBe(1);
  });
});

import assert from "node:assert/strict";
import { type SpreadsheetId, tabId } from "../../model/ids.ts";
import { defaultTemplate, sheetTemplate } from "../../model/template.ts";
import { timeZone } from "../../model/time.ts";
import type { TabPlan } from "../../ports/spreadsheet-setup.ts";
import type { Guarantee } from "../contract.ts";
import { outcome, resultOf } from "./outcome.ts";
import type { SpreadsheetSetupSubject } from "./spreadsheet-setup-subject.ts";
import type { TrueTab } from "./spreadsheet-world.ts";
import { changingNothing, spreadsheetOf } from "./truth-of.ts";

interface TabFixture {
  readonly tabId: number;
  readonly title?: string;
  readonly template?: TabPlan["template"];
}

export const tabPlan = (spreadsheetId: SpreadsheetId, fixture: TabFixture): TabPlan => ({
  sheet: { spreadsheetId, tabId: tabId(fixture.tabId) },
  title: fixture.title ?? `Export ${fixture.tabId}`,
  template: fixture.template ?? defaultTemplate(["Team"]),
});

const add = (subject: SpreadsheetSetupSubject, fixture: TabFixture): Promise<string> =>
  outcome(() => subject.setup.addTab(subject.grant, tabPlan(subject.sheet.spreadsheetId, fixture)));

const tabOf = async (subject: SpreadsheetSetupSubject, id: number): Promise<TrueTab> => {
  const tab = (await spreadsheetOf(subject)).tabs.find((each) => each.tabId === id);
  assert.ok(tab !== undefined, `there is no tab ${id}`);
  return tab;
};

/** Making a spreadsheet and our own tab in it. */
export const spreadsheetSetupTab = {
  "makes a spreadsheet with that title in that time zone": async ({ grant, setup, truth }) => {
    const plan = { title: "Anwesenheit “Müller & Söhne” 👋", timeZone: timeZone("Asia/Kathmandu") };
    const made = await truth(await resultOf(() => setup.create(grant, plan)));
    assert.equal(made?.title, plan.title);
    assert.equal(made.timeZone, plan.timeZone);
  },

  "makes another spreadsheet at every call": async ({ grant, setup, sheet }) => {
    const plan = { title: "Attendance", timeZone: timeZone("UTC") };
    const first = await resultOf(() => setup.create(grant, plan));
    const second = await resultOf(() => setup.create(grant, plan));
    assert.equal(new Set([first, second, sheet.spreadsheetId]).size, 3);
  },

  "adds a tab with our id and title, as wide as the template": async (subject) => {
    assert.equal(await add(subject, { tabId: 2_147_483_647, title: "Export" }), "done");
    const { title, columns, rows } = await tabOf(subject, 2_147_483_647);
    assert.deepEqual({ title, columns, rows }, { title: "Export", columns: 8, rows: [] });
  },

  "writes the template's header into row 1 and freezes it": async (subject) => {
    assert.equal(await add(subject, { tabId: 500 }), "done");
    const { header, frozenRows } = await tabOf(subject, 500);
    assert.deepEqual(header, [
      "Record",
      "Date",
      "Member ID",
      "Member",
      "Session",
      "Check-in",
      "Check-out",
      "Team",
    ]);
    assert.equal(frozenRows, 1);
  },

  "keeps a header as text, whatever it looks like": async (subject) => {
    const headers = ["=SUM(A2:A)", "0042", "TRUE", "2024-01-01", "'x", "Überstunden 👍"];
    const template = sheetTemplate(
      headers.map((header, index) => ({
        header,
        source: index === 0 ? "record.id" : "fields.x",
        type: "text",
      })),
    );
    assert.equal(await add(subject, { tabId: 500, template }), "done");
    assert.deepEqual((await tabOf(subject, 500)).header, headers);
  },

  "leaves the tab as it is when repeated, whatever people did to it": async (subject) => {
    const { sheet, people } = subject;
    assert.equal(await add(subject, { tabId: 500 }), "done");
    assert.equal(await changingNothing(subject, () => add(subject, { tabId: 500 })), "done");
    const ours = { ...sheet, tabId: tabId(500) };
    await people.type(ours, [["rec-1"]]);
    await people.renameTab(ours, "Renamed by them");
    assert.equal(await changingNothing(subject, () => add(subject, { tabId: 500 })), "done");
  },

  "finds its tab on the repeat when the answer was lost": async (subject) => {
    for (const [index, trouble] of (["answer-lost", "error-after"] as const).entries()) {
      const found = (): Promise<string> => add(subject, { tabId: 500 + index });
      await subject.lever.next(trouble);
      assert.match(await found(), /^(rejected (no-answer|provider-error)|done)$/);
      assert.equal(await found(), "done");
      assert.equal(await changingNothing(subject, found), "done");
    }
    assert.equal((await tabOf(subject, 500)).header[0], "Record");
    assert.equal((await tabOf(subject, 501)).header[0], "Record");
  },

  "adds a number to a title that another tab has": async (subject) => {
    await subject.people.addTab(subject.sheet.spreadsheetId, "Export");
    assert.equal(await add(subject, { tabId: 500, title: "Export" }), "done");
    assert.equal(await add(subject, { tabId: 501, title: "Export" }), "done");
    assert.equal((await tabOf(subject, 500)).title, "Export (2)");
    assert.equal((await tabOf(subject, 501)).title, "Export (3)");
  },

  "keeps a numbered title within 100 characters": async (subject) => {
    const title = "T".repeat(100);
    for (const id of [500, 501]) assert.equal(await add(subject, { tabId: id, title }), "done");
    assert.equal((await tabOf(subject, 500)).title, title);
    assert.equal((await tabOf(subject, 501)).title, `${"T".repeat(96)} (2)`);
  },

  "leaves every other tab as it was": async (subject) => {
    await subject.people.type(subject.sheet, [["rec-1", "by hand"]]);
    const before = (await spreadsheetOf(subject)).tabs;
    assert.equal(await add(subject, { tabId: 500 }), "done");
    const after = (await spreadsheetOf(subject)).tabs;
    assert.deepEqual(
      after.filter((tab) => tab.tabId !== 500),
      before,
    );
  },

  "tells that the spreadsheet is full": async (subject) => {
    await subject.people.fill(subject.sheet);
    assert.equal(await changingNothing(subject, () => add(subject, { tabId: 500 })), "rejected sheet-full");
  },
} satisfies Readonly<Record<string, Guarantee<SpreadsheetSetupSubject>>>;

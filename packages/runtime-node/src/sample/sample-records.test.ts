import { expect, it } from "vitest";
import { organisations } from "./organisations.ts";
import { sampleRecords } from "./sample-records.ts";

const sample = (tenant: string, approved = 1_000, seed = 1) => {
  const organisation = organisations.find(({ tenantId }) => tenantId === tenant);
  if (organisation === undefined) throw new Error(`no organisation ${tenant}`);
  return [...sampleRecords(organisation, { approved, seed })];
};

it("gives the same records for the same seed, and others for another", () => {
  expect(sample("nachtwerk")).toEqual(sample("nachtwerk"));
  expect(sample("nachtwerk", 1_000, 2)).not.toEqual(sample("nachtwerk"));
});

it.each(organisations.map(({ tenantId }) => tenantId))(
  "gives %s exactly the approved records asked for, and some that wait or were rejected",
  (tenant) => {
    for (const approved of [1, 7, 1_000, 20_000]) {
      const drafts = sample(tenant, approved);
      const count = (status: string): number => drafts.filter((draft) => draft.status === status).length;
      expect(count("approved")).toBe(approved);
      if (approved >= 1_000)
        expect(Math.min(count("pending"), count("rejected"))).toBeGreaterThan(approved / 100);
      expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
    }
  },
);

it("has night shifts of eight hours across both changes of the clocks", () => {
  const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", timeStyle: "short" });
  const longest = (date: string): string[] =>
    sample("nachtwerk", 3_000)
      .filter((draft) => draft.date === date && draft.session.id === "N" && draft.checkOut !== null)
      .map(({ checkOut }) => wall.format((checkOut ?? 0) - 0).slice(0, 2));
  expect(new Set(longest("2024-10-26"))).toEqual(new Set(["05"]));
  expect(new Set(longest("2025-03-29"))).toEqual(new Set(["07"]));
  expect(new Set(longest("2024-12-01"))).toEqual(new Set(["06"]));
});

it("has what spreadsheets get wrong: formulas, leading zeros, line breaks, emoji, right-to-left", () => {
  const text = organisations.map(({ tenantId }) => JSON.stringify(sample(tenantId))).join("\n");
  for (const part of [
    "=cmd|",
    "=IMPORTXML(",
    '"000000042"',
    "\\n",
    "🎉",
    "כהן",
    "Bailão",
    "O'Mara",
    '\\"ill\\"',
  ])
    expect(text.includes(part), part).toBe(true);
});

it("spreads over several months", () => {
  const months = new Set(sample("rivermouth-council").map(({ date }) => date.slice(0, 7)));
  expect(months.size).toBeGreaterThan(5);
});

import { describe, expect, it } from "vitest";
import { checkMessage } from "./check-message.ts";

const batch = (value: unknown) => checkMessage("BatchUpdateSpreadsheetRequest", value, "");
const violations = (value: unknown): string[] =>
  batch(value).findings.violations.map(({ description }) => description);

describe("a body that Google's front end takes", () => {
  it("is given back as it is when it is plain", () => {
    const value = { requests: [{ addSheet: { properties: { title: "x", sheetId: 3 } } }] };
    expect(batch(value).value).toBe(value);
  });

  it.each([
    ["names with underscores", { requests: [{ add_sheet: { properties: { sheet_id: 3 } } }] }],
    ["one request instead of a list", { requests: { addSheet: { properties: { sheetId: 3 } } } }],
    ["lists in the list", { requests: [[{ addSheet: { properties: { sheetId: 3 } } }]] }],
    ["numbers as texts", { requests: [{ addSheet: { properties: { sheetId: "3" } } }] }],
    [
      "null for what is not set",
      { requests: [{ addSheet: { properties: { sheetId: 3, title: null } } }], responseRanges: null },
    ],
  ])("may have %s", (_name, value) => {
    expect(batch(value)).toEqual({
      value: { requests: [{ addSheet: { properties: { sheetId: 3 } } }] },
      findings: { violations: [], unemulated: [] },
    });
  });
});

describe("a body that Google's front end refuses", () => {
  it.each([
    [
      { requests: [{ frobnicate: {} }] },
      "Invalid JSON payload received. Unknown name \"frobnicate\" at 'requests[0]': Cannot find field.",
    ],
    [{ rows: [] }, 'Invalid JSON payload received. Unknown name "rows": Cannot find field.'],
    [
      { requests: [{ appendCells: { rows: [{ values: [{ userEnteredValue: { text: "a" } }] }] } }] },
      "Invalid JSON payload received. Unknown name \"text\" at 'requests[0].append_cells.rows[0].values[0].user_entered_value': Cannot find field.",
    ],
    [
      { requests: [{ addSheet: { properties: { sheetId: "x" } } }] },
      "Invalid value at 'requests[0].add_sheet.properties.sheet_id' (TYPE_INT32), \"x\"",
    ],
    [
      { requests: [{ addSheet: { properties: { sheetId: 1.5 } } }] },
      "Invalid value at 'requests[0].add_sheet.properties.sheet_id' (TYPE_INT32), 1.5",
    ],
    [
      { requests: [{ addSheet: { properties: { hidden: "yes" } } }] },
      "Invalid value at 'requests[0].add_sheet.properties.hidden' (TYPE_BOOL), \"yes\"",
    ],
    [
      { requests: [{ addSheet: { properties: { sheetType: "PIE" } } }] },
      "Invalid value at 'requests[0].add_sheet.properties.sheet_type' (type.googleapis.com/google.apps.sheets.v4.SheetType), \"PIE\"",
    ],
    [
      { requests: ["addSheet"] },
      "Invalid value at 'requests[0]' (type.googleapis.com/google.apps.sheets.v4.Request), \"addSheet\"",
    ],
    [
      { requests: [{ addSheet: { properties: [] } }] },
      "Invalid JSON payload received. Unknown name \"properties\" at 'requests[0].add_sheet': Proto field is not repeating, cannot start list.",
    ],
    [
      { requests: [{ addSheet: {}, deleteSheet: {} }] },
      "Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'deleteSheet'",
    ],
  ])("%j", (value, description) => {
    expect(violations(value)).toEqual([description]);
  });

  it("is told all that is wrong at once", () => {
    expect(violations({ one: 1, two: 2 })).toHaveLength(2);
  });
});

it("names the branches that are not followed", () => {
  const value = { requests: [{ updateCells: { rows: [{ values: [{ pivotTable: {} }] }] } }] };
  expect(batch(value).findings.unemulated).toEqual([
    "requests[0].update_cells.rows[0].values[0].pivot_table",
  ]);
});

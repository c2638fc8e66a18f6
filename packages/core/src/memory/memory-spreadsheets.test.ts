import { describe, expect, it } from "vitest";
import { PortFailure } from "../failures/port-failure.ts";
import { tabId, tenantId } from "../model/ids.ts";
import { timeZone } from "../model/time.ts";
import { MemorySpreadsheets } from "./memory-spreadsheets.ts";

const zone = timeZone("UTC");
const grant = { tenantId: tenantId("tenant-1"), version: 1 };
const mark = (id: number) => ({ id, key: "ae", value: `mark ${id}` });
const failure = new PortFailure("no-answer", "the answer was lost");

const open = () => {
  const service = new MemorySpreadsheets();
  service.allow(grant);
  const file = service.create("Attendance", zone);
  file.addTab(tabId(7), "Ours", ["Record"]);
  return { service, file };
};

describe("a spreadsheet in memory", () => {
  it("applies several writes as one, or none of them", () => {
    const { file } = open();
    const rows = { tabId: tabId(7), rows: [["rec-1"]] };
    const writes = [{ mark: mark(1), append: rows }, { mark: mark(2) }, { mark: mark(1) }];
    expect(() => file.write(writes)).toThrow(expect.objectContaining({ code: "receipt-in-use" }));
    expect([file.marks, file.tab(tabId(7))?.rows]).toEqual([[], [["Record"]]]);
  });

  it("counts the cells that its grids reserve, and no less than the rows that fill them", () => {
    const { file } = open();
    expect(file.reservedCells).toBe(26_000 + 1);
    file.write([{ mark: mark(1), append: { tabId: tabId(7), rows: [["rec-1", "two"], ["rec-2"]] } }]);
    expect(file.reservedCells).toBe(26_000 + 3 * 2);
  });

  it("has room again once marks are removed", () => {
    const { file } = open();
    file.write([{ mark: { id: 1, key: "k", value: "x".repeat(29_999) } }]);
    expect(() => file.write([{ mark: mark(2) }])).toThrow(expect.objectContaining({ code: "receipts-full" }));
    file.removeMarks([1]);
    file.write([{ mark: mark(2) }]);
    expect(file.marks).toEqual([mark(2)]);
  });
});

describe("a service in memory", () => {
  it("has done what is asked before it answers, and before whoever asked can go on", () => {
    const { service, file } = open();
    service.interruptNext({ moment: "after", failure });
    expect(() => service.requestOn(grant, file.spreadsheetId, () => file.write([{ mark: mark(1) }]))).toThrow(
      failure,
    );
    expect(file.marks).toEqual([mark(1)]);
  });

  it("lets late requests land in their order, and tells nobody that one is refused", () => {
    const { service, file } = open();
    const ask = (value: string) => () =>
      service.requestOn(grant, file.spreadsheetId, () => file.write([{ mark: { id: 1, key: "ae", value } }]));
    for (const value of ["first", "second"]) {
      service.interruptNext({ moment: "late", failure });
      expect(ask(value)).toThrow(failure);
    }
    expect(file.marks).toEqual([]);
    service.land();
    expect(file.marks).toEqual([{ id: 1, key: "ae", value: "first" }]);
    service.land();
    expect(file.marks.length).toBe(1);
  });

  it("does not hide a defect in a request that lands late", () => {
    const { service } = open();
    service.interruptNext({ moment: "late", failure });
    const defect = () => {
      throw new TypeError("a defect");
    };
    expect(() => service.request(grant, defect)).toThrow(failure);
    expect(() => service.land()).toThrow(TypeError);
  });

  it("knows each version of a grant for itself", () => {
    const { service } = open();
    const next = { ...grant, version: 2 };
    expect(() => service.request(next, () => 1)).toThrow(
      expect.objectContaining({ code: "credential-missing" }),
    );
    service.allow(next);
    service.withdraw(grant);
    expect(service.request(next, () => 1)).toBe(1);
    expect(() => service.request(grant, () => 1)).toThrow(
      expect.objectContaining({ code: "access-revoked" }),
    );
    service.withdraw(next, "access-denied");
    expect(() => service.request(next, () => 1)).toThrow(expect.objectContaining({ code: "access-denied" }));
  });
});

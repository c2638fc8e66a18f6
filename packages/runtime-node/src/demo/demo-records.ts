import { randomUUID } from "node:crypto";
import { localDate, type RecordDraft, recordId, type SheetTemplate } from "@attendance-export/core";
import { SampleRandom } from "../sample/sample-random.ts";
import { familyNames, givenNames } from "../sample/sample-texts.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LENGTH_OF_A_DAY = "2024-01-01".length;
const MEMBERS = 120;

/** Approved records of today that nobody has had before. */
export function* freshRecords(count: number, { columns }: SheetTemplate): Generator<RecordDraft> {
  const visit = randomUUID().slice(0, 8);
  const random = new SampleRandom(Number.parseInt(visit, 16));
  const now = Date.now();
  const date = localDate(new Date(now).toISOString().slice(0, LENGTH_OF_A_DAY));
  const remark = columns.some(({ source }) => source === "fields.Remark");
  for (let index = 0; index < count; index += 1) {
    const member = index % MEMBERS;
    yield {
      id: recordId(`new-${visit}-${String(index + 1).padStart(4, "0")}`),
      member: { id: `N${member + 1}`, name: `${random.pick(givenNames)} ${random.pick(familyNames)}` },
      session: { id: "DEMO", name: "Approved a moment ago" },
      date,
      checkIn: now - HOUR_MS - random.below(30) * MINUTE_MS,
      checkOut: now,
      status: "approved",
      approval: { at: now, by: "demo" },
      fields: remark ? { Remark: "added from the demo panel" } : {},
    };
  }
}

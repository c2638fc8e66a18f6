import { localDate, type RecordDraft, recordId } from "@attendance-export/core";

/** An approved record like any other; the number makes it one of a kind. */
export const sampleDraft = (number: number): RecordDraft => ({
  id: recordId(`R${String(number).padStart(7, "0")}`),
  member: { id: `M${number % 97}`, name: `Member ${number % 97}` },
  session: { id: "maths", name: "Mathematics" },
  date: localDate("2024-03-08"),
  checkIn: Date.UTC(2024, 2, 8, 7, number % 60),
  checkOut: null,
  status: "approved",
  approval: null,
  fields: {},
});

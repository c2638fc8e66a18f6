import { InvalidInput } from "./invalid-input.ts";

/** Where a column takes its value from. */
export type ColumnSource =
  | "record.id"
  | "member.id"
  | "member.name"
  | "session.id"
  | "session.name"
  | "date"
  | "checkIn"
  | "checkOut"
  | "approval.at"
  | "approval.by"
  | `fields.${string}`;

/** `value` keeps the type the value has; the others refuse a value of another type. */
export type ColumnType = "text" | "number" | "boolean" | "date" | "dateTime" | "value";

export interface TemplateColumn {
  readonly header: string;
  readonly source: ColumnSource;
  readonly type: ColumnType;
}

/** What a row shows, left to right. Column A is always the record's id: it names the row in every check. */
export interface SheetTemplate {
  readonly columns: readonly TemplateColumn[];
}

/** Google allows 18,278; a sheet people read has far fewer, and the grid is reserved for every row. */
const MAX_COLUMNS = 100;

const FIXED_COLUMNS: readonly TemplateColumn[] = [
  { header: "Record", source: "record.id", type: "text" },
  { header: "Date", source: "date", type: "date" },
  { header: "Member ID", source: "member.id", type: "text" },
  { header: "Member", source: "member.name", type: "text" },
  { header: "Session", source: "session.name", type: "text" },
  { header: "Check-in", source: "checkIn", type: "dateTime" },
  { header: "Check-out", source: "checkOut", type: "dateTime" },
];

/** The usual columns, then one for each free field named. */
export const defaultTemplate = (fields: readonly string[] = []): SheetTemplate =>
  sheetTemplate([
    ...FIXED_COLUMNS,
    ...fields.map((field): TemplateColumn => ({ header: field, source: `fields.${field}`, type: "value" })),
  ]);

const typesOf = (source: ColumnSource): readonly ColumnType[] => {
  if (source === "date") return ["date", "value"];
  if (source === "checkIn" || source === "checkOut" || source === "approval.at") return ["dateTime", "value"];
  // A tenant's own fields hold no dates: they would have to be guessed from text.
  return source.startsWith("fields.") ? ["text", "number", "boolean", "value"] : ["text", "value"];
};

/** Checks what every other part relies on: the id first, no header twice, types that can be had, a sane width. */
export const sheetTemplate = (columns: readonly TemplateColumn[]): SheetTemplate => {
  if (columns[0]?.source !== "record.id")
    throw new InvalidInput(
      "template",
      columns[0]?.source ?? "no column",
      "a template whose first column is record.id",
    );
  if (columns.length > MAX_COLUMNS)
    throw new InvalidInput("template", `${columns.length} columns`, `at most ${MAX_COLUMNS} columns`);
  const seen = new Set<string>();
  for (const { header, source, type } of columns) {
    if (!typesOf(source).includes(type))
      throw new InvalidInput(
        "template type",
        type,
        `one that ${source} can have: ${typesOf(source).join(", ")}`,
      );
    if (header.trim() === "" || seen.has(header))
      throw new InvalidInput("template header", header, "a header that is not blank and stands only once");
    seen.add(header);
  }
  return { columns };
};

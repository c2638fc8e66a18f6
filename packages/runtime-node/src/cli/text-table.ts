import { stripVTControlCharacters } from "node:util";
import { Table } from "console-table-printer";

export interface TableColumn {
  readonly name: string;
  readonly align?: "left" | "right";
}

/** No frame: what a person reads at a glance, a script can still cut into columns. */
const none = { left: "", mid: "", right: "", other: "" };

/** Rows under their headings, aligned; wide characters count as they show. */
export const textTable = (columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string => {
  const table = new Table({
    columns: columns.map(({ name, align = "left" }) => ({ name, alignment: align })),
    style: { headerTop: none, headerBottom: none, tableBottom: none, vertical: "" },
  });
  for (const row of rows)
    table.addRow(Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? ""])));
  // Every line begins with the blank that would follow a frame.
  return stripVTControlCharacters(table.render())
    .split("\n")
    .map((line) => line.trimEnd().slice(1))
    .filter((line) => line !== "")
    .join("\n");
};

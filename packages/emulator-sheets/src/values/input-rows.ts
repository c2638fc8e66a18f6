import { invalidArgument } from "../server/api-error.ts";
import type { InputValue } from "./entered-cell.ts";

/** Rows of input; `undefined` stands for `null`, which leaves a cell as it is. */
export type InputRows = readonly (readonly (InputValue | undefined)[])[];

const indent = (depth: number): string => "  ".repeat(depth);

/** google.protobuf.Value as its text format, which is how Google shows a cell that it cannot take. */
function textFormat(value: unknown, depth: number): string {
  if (Array.isArray(value)) {
    const elements = value.map(
      (element) => `${indent(depth)}values {\n${textFormat(element, depth + 1)}${indent(depth)}}\n`,
    );
    return `${indent(depth - 1)}list_value {\n${elements.join("")}${indent(depth - 1)}}\n`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(
      ([key, element]) =>
        `${indent(depth)}fields {\n${indent(depth + 1)}key: ${JSON.stringify(key)}\n${indent(depth + 1)}value {\n${textFormat(element, depth + 2)}${indent(depth + 1)}}\n${indent(depth)}}\n`,
    );
    return `${indent(depth - 1)}struct_value {\n${fields.join("")}${indent(depth - 1)}}\n`;
  }
  const kind =
    typeof value === "string"
      ? "string"
      : typeof value === "number"
        ? "number"
        : typeof value === "boolean"
          ? "bool"
          : "null";
  return `${indent(depth)}${kind}_value: ${kind === "null" ? "NULL_VALUE" : JSON.stringify(value)}\n`;
}

function inputValue(value: unknown, row: number, column: number): InputValue | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw invalidArgument(`Invalid values[${row}][${column}]: ${textFormat(value, 1)}`);
}

/** The input by rows, whichever dimension it came in. @throws ApiError for a cell that is a list or an object */
export function inputRows(
  values: readonly (readonly unknown[])[],
  majorDimension: string | undefined,
): InputRows {
  const lines = values.map((line, row) => line.map((value, column) => inputValue(value, row, column)));
  if (majorDimension !== "COLUMNS") return lines;
  const height = lines.reduce((longest, column) => Math.max(longest, column.length), 0);
  return Array.from({ length: height }, (_, row) => lines.map((column) => column[row]));
}

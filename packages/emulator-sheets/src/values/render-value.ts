import type { NumberFormat, ScalarValue } from "../grid/cell.ts";
import { renderDate } from "./date-pattern.ts";
import { generalNumber } from "./general-number.ts";
import type { Locale } from "./locale.ts";
import { renderNumber } from "./number-pattern.ts";

const dateTypes = new Set(["DATE", "TIME", "DATE_TIME"]);

const defaultPatterns: Readonly<Record<string, string>> = {
  NUMBER: "#,##0.00",
  PERCENT: "0.00%",
  CURRENCY: "$#,##0.00",
  SCIENTIFIC: "0.00E+00",
  TIME: "h:mm:ss am/pm",
};

/** Whether a number with this format is a date or a time, which `dateTimeRenderOption` decides how to show. */
export const isDateFormat = (format: NumberFormat | undefined): boolean => dateTypes.has(format?.type ?? "");

function patternOf(format: NumberFormat, locale: Locale): string | undefined {
  if (format.pattern !== undefined && format.pattern !== "") return format.pattern;
  if (format.type === "DATE") return locale.datePattern;
  if (format.type === "DATE_TIME") return `${locale.datePattern} H:mm:ss`;
  return defaultPatterns[format.type ?? ""];
}

/** A value as a person sees it in the cell. */
export function renderValue(value: ScalarValue, format: NumberFormat | undefined, locale: Locale): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  const pattern = format === undefined ? undefined : patternOf(format, locale);
  if (format === undefined || pattern === undefined || format.type === "TEXT")
    return generalNumber(value, locale);
  return isDateFormat(format) ? renderDate(value, pattern) : renderNumber(value, pattern, locale);
}

import type { NumberFormat } from "../grid/cell.ts";
import type { Locale } from "./locale.ts";

/** A typed text that turned out to be a number, and the format that it brings along. */
export interface EnteredNumber {
  readonly value: number;
  readonly format?: NumberFormat;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const currencies: Readonly<Record<string, string>> = {
  $: '"$"',
  "€": "[$€]",
  "£": "[$£]",
  "¥": "[$¥]",
  "₹": "[$₹]",
};

/** The group separators that people type: thin and plain spaces count as one where the locale groups by spaces. */
const groupPattern = (locale: Locale): string =>
  locale.group === "\u202f" ? "[\u202f\u00a0 ]" : escaped(locale.group);

function plainNumber(
  text: string,
  locale: Locale,
): { value: number; isGrouped: boolean; decimals: number } | undefined {
  const group = groupPattern(locale);
  const decimal = escaped(locale.decimal);
  const pattern = new RegExp(`^(\\d+|\\d{1,3}(?:${group}\\d{3})+)?(?:${decimal}(\\d*))?$`);
  const match = pattern.exec(text);
  const [, whole, fraction] = match ?? [];
  if (match === null || ((whole ?? "") === "" && (fraction ?? "") === "")) return undefined;
  const digits = (whole ?? "0").replace(new RegExp(group, "g"), "");
  return {
    value: Number(`${digits}.${fraction === undefined || fraction === "" ? "0" : fraction}`),
    isGrouped: digits.length !== (whole ?? "0").length,
    decimals: fraction?.length ?? 0,
  };
}

function scientific(text: string, locale: Locale): number | undefined {
  const match = new RegExp(`^(\\d+)(?:${escaped(locale.decimal)}(\\d+))?[eE]([+-]?\\d+)$`).exec(text);
  return match === null ? undefined : Number(`${match[1]}.${match[2] ?? "0"}e${match[3]}`);
}

function unsigned(text: string, locale: Locale): EnteredNumber | undefined {
  const power = scientific(text, locale);
  if (power !== undefined) return { value: power, format: { type: "SCIENTIFIC", pattern: "0.00E+00" } };
  const percent = /^(.*\S)\s*%$/.exec(text);
  const symbol = currencies[text.charAt(0)];
  const bare = percent?.[1] ?? (symbol === undefined ? text : text.slice(1).trimStart());
  const number = plainNumber(bare, locale);
  if (number === undefined) return undefined;
  const { value, isGrouped, decimals } = number;
  const places = decimals === 0 ? "" : ".00";
  if (percent !== null) return { value: value / 100, format: { type: "PERCENT", pattern: `0${places}%` } };
  if (symbol !== undefined)
    return { value, format: { type: "CURRENCY", pattern: `${symbol}#,##0${places}` } };
  return isGrouped ? { value, format: { type: "NUMBER", pattern: `#,##0${places}` } } : { value };
}

/**
 * Reads a typed number: `0042` is 42, `2,000,000.01` keeps its grouping, `(5)` and `-5` are negative, `50%` is 0.5.
 *
 * Undefined when a person would have typed a text.
 */
export function enteredNumber(text: string, locale: Locale): EnteredNumber | undefined {
  const bracketed = /^\((.+)\)$/.exec(text);
  const sign = /^([+-])\s*(.+)$/.exec(text);
  const number = unsigned(bracketed?.[1] ?? sign?.[2] ?? text, locale);
  if (number === undefined) return undefined;
  const isNegative = bracketed !== null || sign?.[1] === "-";
  return isNegative ? { ...number, value: -number.value } : number;
}

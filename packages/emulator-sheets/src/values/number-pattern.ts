import type { Locale } from "./locale.ts";

const placeholders = /[0#?,.]+/;

function grouped(digits: string, separator: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}

function digitsOf(size: number, core: string, locale: Locale): string {
  const [whole = "", fraction = ""] = core.split(".");
  const required = (fraction.match(/0/g) ?? []).length;
  const [integer = "0", decimals = ""] = size.toFixed(Math.min(fraction.length, 20)).split(".");
  const kept = decimals.slice(0, required) + decimals.slice(required).replace(/0+$/, "");
  const minimum = (whole.match(/0/g) ?? []).length;
  const padded = (minimum === 0 && integer === "0" ? "" : integer).padStart(minimum, "0");
  const text = whole.includes(",") ? grouped(padded, locale.group) : padded;
  return kept === "" ? text : `${text}${locale.decimal}${kept}`;
}

function scientific(size: number, pattern: string, locale: Locale): string {
  const [mantissaPattern = "0", exponentPattern = "+00"] = pattern.split(/E/i);
  const fraction = mantissaPattern.split(".")[1]?.length ?? 0;
  const [mantissa = "0", exponent = "0"] = size.toExponential(fraction).split("e");
  const power = Number(exponent);
  const width = exponentPattern.replace(/[^0]/g, "").length;
  return `${mantissa.replace(".", locale.decimal)}E${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(width, "0")}`;
}

/** `"kg"` and `\-` → their text; `_x` and `*x` are spacing, which the API does not show. */
const literal = (text: string): string =>
  text
    .replace(/"([^"]*)"/g, "$1")
    .replace(/\\(.)/g, "$1")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/_./g, " ")
    .replace(/\*./g, "");

/** Renders a number by a pattern such as `#,##0.00`, `0%`, `0.00E+00`, `$#,##0.00;($#,##0.00)`. */
export function renderNumber(number: number, pattern: string, locale: Locale): string {
  const [positive = "", negative, zero] = pattern.split(";");
  const section =
    number < 0 && negative !== undefined ? negative : number === 0 && zero !== undefined ? zero : positive;
  const sign = number < 0 && negative === undefined ? "-" : "";
  const scaled = Math.abs(number) * (section.includes("%") ? 100 : 1);
  if (/[0#]E[+-]?0/i.test(section)) return sign + scientific(scaled, section, locale);
  const core = placeholders.exec(section)?.[0];
  if (core === undefined) return sign + literal(section);
  const start = section.indexOf(core);
  const before = literal(section.slice(0, start));
  const after = literal(section.slice(start + core.length));
  return `${sign}${before}${digitsOf(scaled, core, locale)}${after}`;
}

import type { Locale } from "./locale.ts";

/** Ten significant digits is what a cell without a format shows of a fraction. */
const shownDigits = 10;
const largestPlain = 1e15;
const smallestPlain = 1e-6;

function exponential(number: number): string {
  const [mantissa = "", exponent = "0"] = number.toExponential(5).split("e");
  const digits = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  const power = Number(exponent);
  return `${digits}E${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** A number as a cell without a number format shows it: `42`, `0.12`, `0.0009765625`, `1E+21`. */
export function generalNumber(number: number, locale: Locale): string {
  const size = Math.abs(number);
  if (size >= largestPlain || (size > 0 && size < smallestPlain)) {
    return exponential(number).replace(".", locale.decimal);
  }
  if (Number.isInteger(number)) return String(number);
  const rounded = Number(number.toPrecision(shownDigits));
  const text = Math.abs(rounded) < 1e-6 ? rounded.toFixed(20).replace(/0+$/, "") : String(rounded);
  return text.replace(".", locale.decimal);
}

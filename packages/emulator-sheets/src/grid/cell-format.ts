import type { CellFormat } from "./cell.ts";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Enough for every workbook seen; past it the table starts anew, which costs memory and nothing else. */
const rememberedFormats = 10_000;
const known = new Map<string, CellFormat>();

/** The one object for a format, so that a million cells with the same format share it. */
export function internFormat(format: CellFormat): CellFormat {
  const key = JSON.stringify(format);
  const present = known.get(key);
  if (present !== undefined) return present;
  if (known.size >= rememberedFormats) known.clear();
  known.set(key, format);
  return format;
}

const withoutZeros = (color: Json): Json =>
  Object.fromEntries(Object.entries(color).filter(([, value]) => value !== 0));

/**
 * A message with every `…Color` also as `…ColorStyle` and the other way round, at any depth.
 *
 * Google keeps both spellings in step (recorded: `backgroundColor` sent, both given back) and leaves out zero components.
 */
export function withColorStyles(message: Json): Json {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(message)) {
    if (!isObject(value)) {
      result[name] = value;
    } else if (/color$/i.test(name)) {
      const color = withoutZeros(value);
      result[name] = color;
      result[`${name}Style`] = { rgbColor: color };
    } else if (/colorStyle$/i.test(name)) {
      const rgb = isObject(value.rgbColor) ? withoutZeros(value.rgbColor) : undefined;
      result[name] = rgb === undefined ? value : { rgbColor: rgb };
      if (rgb !== undefined) result[name.slice(0, -"Style".length)] = rgb;
    } else result[name] = withColorStyles(value);
  }
  return result;
}

/** A format as it is kept: colours in both spellings, one object for all cells. */
export const keptFormat = (format: Json): CellFormat =>
  internFormat(
    (Object.keys(format).length === 1 && "numberFormat" in format
      ? format
      : withColorStyles(format)) as CellFormat,
  );

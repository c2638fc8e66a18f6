import { Timestamp } from "firebase-admin/firestore";

/** What JSON can say: all that the core's states and records are made of. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** As it lies in a document: moments are Firestore's timestamps, everything else is itself. */
export type Stored =
  | string
  | number
  | boolean
  | null
  | Timestamp
  | readonly Stored[]
  | { readonly [key: string]: Stored };

/** Begins a text that is written as JSON because Firestore could not keep it as it is. */
const ESCAPE = "\u241b";
/** Half of a character has no UTF-8 form: Firestore would keep another text. */
const HALF_A_CHARACTER = /\p{Surrogate}/u;
/** Firestore takes no empty key, and keeps those between double underscores for itself. */
const UNFIT_KEY = /^$|^__.*__$/s;

/** The text itself, or JSON in plain ASCII where Firestore cannot keep it. Every text comes back as it was. */
export const storedText = (text: string): string =>
  text.startsWith(ESCAPE) || HALF_A_CHARACTER.test(text) ? ESCAPE + JSON.stringify(text) : text;

export const textIn = (stored: string): string =>
  stored.startsWith(ESCAPE) ? (JSON.parse(stored.slice(ESCAPE.length)) as string) : stored;

const storedKey = (key: string): string =>
  UNFIT_KEY.test(key) ? ESCAPE + JSON.stringify(key) : storedText(key);

/** Year 1 to 9999. */
const EARLIEST_MS = -62_135_596_800_000;
const LATEST_MS = 253_402_300_799_999;

/** A moment as Firestore's timestamp, or as the number it is where no timestamp can say it. */
export const storedMoment = (moment: number): Timestamp | number =>
  Number.isInteger(moment) && moment >= EARLIEST_MS && moment <= LATEST_MS
    ? Timestamp.fromMillis(moment)
    : moment;

/** The value as a document keeps it; numbers under the names of `moments` become timestamps, at whatever depth. */
export const storedValue = (value: Plain, moments: ReadonlySet<string> = new Set()): Stored => {
  if (typeof value === "string") return storedText(value);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((item) => storedValue(item, moments));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      storedKey(key),
      typeof part === "number" && moments.has(key) ? storedMoment(part) : storedValue(part, moments),
    ]),
  );
};

/** The value that `storedValue` was given; of timestamps, the milliseconds. */
export const valueIn = (stored: Stored): Plain => {
  if (typeof stored === "string") return textIn(stored);
  if (typeof stored !== "object" || stored === null) return stored;
  if (stored instanceof Timestamp) return stored.toMillis();
  if (isList(stored)) return stored.map(valueIn);
  return Object.fromEntries(Object.entries(stored).map(([key, part]) => [textIn(key), valueIn(part)]));
};

/** `Array.isArray` does not know lists that cannot be changed. */
const isList = <Item>(value: readonly Item[] | object): value is readonly Item[] => Array.isArray(value);

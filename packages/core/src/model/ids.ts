import { InvalidInput } from "./invalid-input.ts";

declare const brand: unique symbol;

/** A string or number that only its parser can make, so that a tenant's id cannot stand where a record's is wanted. */
export type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** The organisation: owns its records, its link and its admins. */
export type TenantId = Branded<string, "TenantId">;
/** One attendance record; stands in column A of the sheet. */
export type RecordId = Branded<string, "RecordId">;
/** Google's id of a file, as in `docs.google.com/spreadsheets/d/{id}/edit`. */
export type SpreadsheetId = Branded<string, "SpreadsheetId">;
/** Google's numeric id of a sheet inside a file; 0 to 2^31 - 1. Google calls it `sheetId`. */
export type TabId = Branded<number, "TabId">;
/** One link of a tenant to one spreadsheet; a new one at every relink. */
export type LinkId = Branded<string, "LinkId">;
/** One attempt to bring one tenant's sheet up to date. */
export type RunId = Branded<string, "RunId">;

/** Ids are path segments in Firestore and keys in logs, so they stay short and plain. */
const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const PLAIN_WANTED = "1 to 128 letters, digits, '_', '-' or '.', not starting with '-' or '.'";
const GOOGLE_FILE = /^[A-Za-z0-9_-]{1,128}$/;
/** Firestore reserves these; a slash would open a subcollection. */
const FIRESTORE_RESERVED = /^(\.{1,2}|__.*__)$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses.
const UNFIT_FOR_A_KEY = /[\u0000-\u001f\u007f/]|\p{Surrogate}/u;
const MAX_RECORD_ID_LENGTH = 128;
const MAX_INT32 = 2_147_483_647;

const plain = <Name extends string>(field: string, text: string): Branded<string, Name> => {
  if (!PLAIN.test(text) || FIRESTORE_RESERVED.test(text)) throw new InvalidInput(field, text, PLAIN_WANTED);
  return text as Branded<string, Name>;
};

export const tenantId = (text: string): TenantId => plain("tenant id", text);
export const linkId = (text: string): LinkId => plain("link id", text);
export const runId = (text: string): RunId => plain("run id", text);

/** Record ids come from the tenant's own app: any script, spaces included, but no more than a key can hold. */
export const recordId = (text: string): RecordId => {
  const unfit =
    text.trim() !== text ||
    text.length === 0 ||
    text.length > MAX_RECORD_ID_LENGTH ||
    UNFIT_FOR_A_KEY.test(text) ||
    FIRESTORE_RESERVED.test(text);
  if (unfit)
    throw new InvalidInput(
      "record id",
      text,
      `1 to ${MAX_RECORD_ID_LENGTH} characters without '/', control characters or blanks at either end`,
    );
  return text as RecordId;
};

export const spreadsheetId = (text: string): SpreadsheetId => {
  if (!GOOGLE_FILE.test(text))
    throw new InvalidInput(
      "spreadsheet id",
      text,
      "the part of the sheet's address after /d/: letters, digits, '-' and '_'",
    );
  return text as SpreadsheetId;
};

export const tabId = (value: number): TabId => {
  if (!Number.isInteger(value) || value < 0 || value > MAX_INT32)
    throw new InvalidInput("tab id", value, `a whole number from 0 to ${MAX_INT32}`);
  return value as TabId;
};

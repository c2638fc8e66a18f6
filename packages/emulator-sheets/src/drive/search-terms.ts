import { fileName, mayWrite, ownerOf, roleOf, type StoredFile } from "../files/file.ts";
import { invalidValue, notEmulatedByDrive } from "./drive-error.ts";
import type { SearchToken } from "./search-tokens.ts";

/** Says of a file whether it is meant. */
export type Search = (file: StoredFile) => boolean;

const unemulatedTerms = new Set([
  "fullText",
  "viewedByMeTime",
  "starred",
  "properties",
  "appProperties",
  "visibility",
  "shortcutDetails.targetId",
  "labels",
]);

/** Google matches `contains` from the beginning of a word only: `name contains 'World'` does not find HelloWorld. */
function containsFromWordStart(text: string, part: string): boolean {
  const wanted = part.toLowerCase();
  const starts = [0, ...[...text.matchAll(/[^\p{L}\p{N}](?=[\p{L}\p{N}])/gu)].map(({ index }) => index + 1)];
  return starts.some((start) => text.slice(start).toLowerCase().startsWith(wanted));
}

function textTerm(read: (file: StoredFile) => string, operator: string, value: SearchToken): Search {
  if (value.kind !== "text") throw invalidValue("q");
  const wanted = value.text;
  if (operator === "=") return (file) => read(file) === wanted;
  if (operator === "!=") return (file) => read(file) !== wanted;
  if (operator === "contains") return (file) => containsFromWordStart(read(file), wanted);
  throw invalidValue("q");
}

const comparisons: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  "=": (one, other) => one === other,
  "!=": (one, other) => one !== other,
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
  ">": (one, other) => one > other,
  ">=": (one, other) => one >= other,
};

function timeTerm(read: (file: StoredFile) => number, operator: string, value: SearchToken): Search {
  const compare = comparisons[operator];
  // A time without a zone is UTC.
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value.text) || !value.text.includes("T");
  const wanted = Date.parse(zoned ? value.text : `${value.text}Z`);
  if (compare === undefined || value.kind !== "text" || Number.isNaN(wanted)) throw invalidValue("q");
  return (file) => compare(read(file), wanted);
}

function flagTerm(read: (file: StoredFile) => boolean, operator: string, value: SearchToken): Search {
  const isKnown = value.kind === "word" && (value.text === "true" || value.text === "false");
  if (!isKnown || (operator !== "=" && operator !== "!=")) throw invalidValue("q");
  const wanted = (value.text === "true") === (operator === "=");
  return (file) => read(file) === wanted;
}

/** Files of others that were shared with the searcher by name. */
export const isSharedWith = (file: StoredFile, email: string): boolean =>
  ownerOf(file) !== email && file.permissions.some(({ emailAddress }) => emailAddress === email);

/**
 * `name = 'x'`: a field, an operator and a value.
 *
 * @throws DriveError 400 for what Google would not read, 501 for what only the emulator does not
 */
export function fieldTerm(field: string, operator: string, value: SearchToken, email: string): Search {
  if (field === "name") return textTerm(fileName, operator, value);
  if (field === "mimeType") return textTerm((file) => file.mimeType, operator, value);
  if (field === "createdTime") return timeTerm((file) => file.createdMs, operator, value);
  if (field === "modifiedTime") return timeTerm((file) => file.modifiedMs, operator, value);
  if (field === "trashed") return flagTerm((file) => file.trashed, operator, value);
  if (field === "sharedWithMe") return flagTerm((file) => isSharedWith(file, email), operator, value);
  if (unemulatedTerms.has(field)) throw notEmulatedByDrive(`The search term ${field}`);
  throw invalidValue("q");
}

/** `'ada@example.com' in writers`: a value and the list that it is in. */
export function memberTerm(value: string, list: string, email: string): Search {
  const person = value === "me" ? email : value;
  const named = (file: StoredFile): boolean =>
    file.permissions.some(({ emailAddress }) => emailAddress === person);
  if (list === "owners") return (file) => ownerOf(file) === person;
  if (list === "writers") return (file) => named(file) && mayWrite(roleOf(file, person));
  if (list === "readers") return named;
  // Every file that one owns lies in the root: there are no folders to put it into.
  if (list === "parents" && value === "root") return (file) => ownerOf(file) === email;
  if (list === "parents") throw notEmulatedByDrive("A search in a folder");
  throw invalidValue("q");
}

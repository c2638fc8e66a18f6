import { type FailureCode, failureKind, isFailureCode } from "@attendance-export/core";
import type { Link } from "./link.ts";

/** What a person can do about a link in error; each is one control of the banner. */
export type Mending = "reconnect" | "share" | "open-sheet" | "choose-sheet" | "sync" | "set-aside";

const RECONNECT: readonly Mending[] = ["reconnect"];

/** For every failure that blames a link: what mends it, and what else may. The first is the banner's one action. */
const mendings: Partial<Record<FailureCode, readonly Mending[]>> = {
  "access-revoked": RECONNECT,
  "access-denied": ["reconnect", "share"],
  "edit-denied": ["share", "reconnect"],
  "scope-missing": RECONNECT,
  unauthenticated: RECONNECT,
  "spreadsheet-not-found": ["choose-sheet", "reconnect"],
  "not-a-spreadsheet": ["choose-sheet", "open-sheet"],
  "tab-missing": ["choose-sheet", "open-sheet"],
  "sheet-protected": ["open-sheet", "sync"],
  "sheet-full": ["choose-sheet", "open-sheet"],
  "storage-full": ["sync", "choose-sheet"],
  "quarantine-full": ["set-aside", "sync"],
};

/** A code that this page does not know, or that has nothing for an admin to do, is still worth another consent. */
export const mendingsOf = (code: string | null): readonly Mending[] =>
  (code !== null && isFailureCode(code) ? mendings[code] : undefined) ?? RECONNECT;

/** The admin's sentence: the table's newest wording, or the server's own for a code that this page does not know. */
export const sentenceOf = ({ errorCode, errorDetails }: Link): string => {
  if (errorCode !== null && isFailureCode(errorCode)) return failureKind(errorCode).admin;
  return errorDetails ?? "Google Sheets sync failed. Click Reconnect Google.";
};

/** The admin's sentence for the failure of a run, if the table has one. */
export const sentenceOfCode = (code: string | null): string | undefined =>
  code !== null && isFailureCode(code) ? failureKind(code).admin : undefined;

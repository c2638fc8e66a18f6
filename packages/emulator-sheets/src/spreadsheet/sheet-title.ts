import { invalidArgument } from "../server/api-error.ts";
import { limits } from "./limits.ts";

interface Titled {
  readonly sheetId: number;
  readonly title: string;
}

/**
 * Refuses a title that a tab cannot have. Titles differ without regard to case.
 *
 * @param sheetId the tab that is to have it; its own title does not stand in the way
 */
export function checkTitle(title: string, sheetId: number, sheets: readonly Titled[]): void {
  if (title === "") throw invalidArgument("The sheet name cannot be empty.");
  if (title.length > limits.sheetTitleCharacters) {
    throw invalidArgument(`The sheet name cannot be greater than ${limits.sheetTitleCharacters} characters.`);
  }
  const isTaken = sheets.some(
    (sheet) => sheet.sheetId !== sheetId && sheet.title.toLowerCase() === title.toLowerCase(),
  );
  if (isTaken) {
    throw invalidArgument(`A sheet with the name "${title}" already exists. Please enter another name.`);
  }
}

/** `Sheet2` for a tab without a title: the first number that is free, from the number of tabs on. */
export function freeTitle(sheets: readonly Titled[]): string {
  const taken = new Set(sheets.map((sheet) => sheet.title.toLowerCase()));
  let number = sheets.length + 1;
  while (taken.has(`sheet${number}`)) number += 1;
  return `Sheet${number}`;
}

import { InvalidInput, type SpreadsheetId, spreadsheetId } from "@attendance-export/core";

/** A spreadsheet's id, or the address of its page, which is what people have at hand. */
export const idInAddress = (text: string): string => /\/d\/([^/?#]+)/.exec(text)?.[1] ?? text.trim();

/** The spreadsheet that an admin names; throws `InvalidInput` of the field `url`. */
export const spreadsheetAt = (address: string): SpreadsheetId => {
  try {
    return spreadsheetId(idInAddress(address));
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    throw new InvalidInput("url", address, "the address of a Google Sheet, or the part of it after /d/");
  }
};

import { invalidArgument, notEmulated } from "../server/api-error.ts";
import { requestKind } from "./request-kind.ts";

interface AddChart {
  readonly chart?: { readonly position?: { readonly newSheet?: boolean; readonly sheetId?: number } };
}

/** Charts are not emulated; only their one refusal on record is: a chart on a new tab whose id is in use. */
export const addChart = requestKind<AddChart>("addChart", ({ chart }, { draft }) => {
  const { newSheet, sheetId } = chart?.position ?? {};
  if (newSheet === true || sheetId !== undefined) {
    if (sheetId !== undefined && draft.findSheet(sheetId) !== undefined) {
      throw invalidArgument(
        `Cannot add chart to new sheet with ID: ${sheetId}, a sheet with that ID already exists.`,
      );
    }
  }
  throw notEmulated("A chart");
});

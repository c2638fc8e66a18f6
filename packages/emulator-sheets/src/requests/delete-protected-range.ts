import { invalidArgument } from "../server/api-error.ts";
import { guardProtection } from "../spreadsheet/protection.ts";
import { requestKind } from "./request-kind.ts";

/** Lifts a protection. */
export const deleteProtectedRange = requestKind<{ readonly protectedRangeId?: number }>(
  "deleteProtectedRange",
  ({ protectedRangeId = 0 }, { draft, actor }) => {
    for (const sheet of draft.sheets) {
      const present = sheet.protectedRanges.find((range) => range.protectedRangeId === protectedRangeId);
      if (present === undefined) continue;
      guardProtection(present, actor);
      sheet.protectedRanges = sheet.protectedRanges.filter((range) => range !== present);
      return;
    }
    throw invalidArgument(`No protected range with id: ${protectedRangeId}`);
  },
);

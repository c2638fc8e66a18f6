import type { SheetsEmulator } from "../sheets-emulator.ts";

/** The parts of an emulator that can be controlled from another process. */
export type ControlledPart = "faults" | "people" | "accounts" | "calls" | "quotas";

type MethodName<Part> = {
  [Name in keyof Part]: Part[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof Part];

/** What of each part: everything that takes and gives plain JSON. */
export const controlled = {
  faults: ["arm", "script", "weather", "clear", "staleReads", "inWorld", "pending", "late", "releaseLate"],
  people: [
    "createSpreadsheet",
    "copySpreadsheet",
    "share",
    "unshare",
    "trash",
    "untrash",
    "deleteForever",
    "replaceByOfficeFile",
    "renameTab",
    "deleteTab",
    "sortTab",
    "insertRows",
    "deleteRows",
    "insertColumns",
    "deleteColumns",
    "filterTab",
    "protectTab",
    "typeInto",
    "fillToTheLimit",
    "versions",
    "restoreVersion",
    "edit",
  ],
  accounts: [
    "add",
    "register",
    "addClient",
    "addServiceAccount",
    "change",
    "changeClient",
    "list",
    "revoke",
    "revokeAll",
    "expireAccessTokens",
  ],
  calls: ["byMethod", "count", "list", "reset"],
  quotas: ["limit", "used"],
} as const satisfies { readonly [Part in ControlledPart]: readonly MethodName<SheetsEmulator[Part]>[] };

/** The methods of one part that can be called from another process. */
export type ControlledMethod<Part extends ControlledPart> = (typeof controlled)[Part][number];

/** Where the control API is, below the emulator's address. */
export const controlPath = "/emulator/control";

import { scopes } from "../accounts/oauth-client.ts";
import { mayWrite, ownerOf, roleOf, type StoredFile, spreadsheetMimeType } from "../files/file.ts";
import { ApiError, entityNotFound, invalidArgument, permissionDenied } from "../server/api-error.ts";
import type { Actor } from "../spreadsheet/protection.ts";
import type { Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";
import type { SheetsCall } from "./sheets-method.ts";

const wideScopes = [scopes.spreadsheets, scopes.spreadsheetsReadonly, scopes.drive, scopes.driveReadonly];

/** What Sheets answers for a file that is not a spreadsheet, measured by a peer on 2026-08-04. */
function notASpreadsheet({ mimeType }: StoredFile): ApiError {
  if (mimeType.startsWith("application/vnd.google-apps.") && !mimeType.endsWith(".folder"))
    return entityNotFound();
  if (mimeType === "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
    const message =
      "This operation is not supported for this document. The document must not be an Office file.";
    return new ApiError(400, "FAILED_PRECONDITION", message);
  }
  return invalidArgument("Request contains an invalid argument.");
}

/** The file, once it is clear that the caller may do this with it. A trashed spreadsheet is read and written as any other. */
function openFile({ engine, caller }: SheetsCall, id: string, access: "read" | "write"): StoredFile {
  const file = engine.files.find(id);
  if (file === undefined) throw entityNotFound();
  const seesAll = wideScopes.some((scope) => caller.scopes.has(scope));
  // With the scope drive.file alone, files that were not made or picked with the app do not exist.
  if (!seesAll && !file.projects.includes(caller.projectNumber)) throw entityNotFound();
  const role = roleOf(file, caller.email);
  if (role === undefined || (access === "write" && !mayWrite(role))) throw permissionDenied();
  if (file.mimeType !== spreadsheetMimeType || file.current === undefined) throw notASpreadsheet(file);
  return file;
}

/** The spreadsheet as the caller sees it: with stale reads switched on, an older version. */
export function readSpreadsheet(call: SheetsCall): Spreadsheet {
  const id = call.params.spreadsheetId ?? "";
  openFile(call, id, "read");
  const spreadsheet = call.engine.files.seen(id);
  if (spreadsheet === undefined) throw entityNotFound();
  return spreadsheet;
}

/** The caller as the one who looks at the spreadsheet of the call, or changes it. */
export function actorOf({ engine, caller, params }: SheetsCall): Actor {
  const file = engine.files.find(params.spreadsheetId ?? "");
  const isOwner = file !== undefined && ownerOf(file) === caller.email;
  return { email: caller.email, projectNumber: caller.projectNumber, isOwner };
}

/** A change of a spreadsheet under way. */
export interface Writing {
  readonly draft: SpreadsheetDraft;
  readonly actor: Actor;
  /** Makes the draft the newest version, and gives it. */
  commit(): Spreadsheet;
}

/** Opens a spreadsheet for a change; nothing is changed until `commit`. */
export function writeSpreadsheet(call: SheetsCall): Writing {
  const { engine } = call;
  const file = openFile(call, call.params.spreadsheetId ?? "", "write");
  const { current } = file;
  if (current === undefined) throw notASpreadsheet(file);
  const draft = new SpreadsheetDraft(current.spreadsheet, engine.files.store);
  return {
    draft,
    actor: actorOf(call),
    commit() {
      const spreadsheet = draft.finish();
      engine.files.commit(file, spreadsheet);
      return spreadsheet;
    },
  };
}

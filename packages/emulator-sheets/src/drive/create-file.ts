import type { StoredFile } from "../files/file.ts";
import { storageQuotaExceeded } from "./drive-error.ts";
import { fileShape, selectFields } from "./drive-fields.ts";
import { changeScopes, type DriveCall, type DriveMethod } from "./drive-method.ts";
import { readFileBody } from "./file-body.ts";
import { fileResource } from "./resources.ts";

const defaultFileFields = "kind,id,name,mimeType";

/** A file as the reply of a method that gives one. */
export const fileReply = (call: DriveCall, file: StoredFile): unknown =>
  selectFields(fileResource(call.viewer, file), call.query.get("fields"), fileShape, defaultFileFields);

/**
 * Refuses a new file of somebody who has no room for it.
 *
 * @throws DriveError 403, which is for good until the owner makes room, although it looks like a rate limit
 */
export function checkStorage({ services, caller }: DriveCall): void {
  if (services.accounts.find(caller.email)?.isStorageFull === true) throw storageQuotaExceeded();
}

/** A file without content; with the mime type of spreadsheets, a spreadsheet of one tab. */
export const createFile: DriveMethod = {
  id: "files.create",
  access: "write",
  scopes: [...changeScopes, "drive.appdata"],
  run(call) {
    const { caller, services } = call;
    const { name = "Untitled", mimeType = "application/octet-stream", trashed = false } = readFileBody(call);
    checkStorage(call);
    const file = services.files.create({
      owner: caller.email,
      project: caller.projectNumber,
      name,
      mimeType,
    });
    return fileReply(call, trashed ? services.files.change(file, { trashed }) : file);
  },
};

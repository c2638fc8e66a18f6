import { changeScopes, type DriveMethod, fileFor, isOwner } from "./drive-method.ts";

/** Deletes a file for good, past the bin. */
export const deleteFile: DriveMethod = {
  id: "files.delete",
  access: "write",
  scopes: [...changeScopes, "drive.appdata"],
  run(call) {
    call.services.files.remove(fileFor(call, isOwner).id);
    return undefined;
  },
};

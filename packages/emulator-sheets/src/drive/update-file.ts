import { roleOf, type StoredFile } from "../files/file.ts";
import { fileReply } from "./create-file.ts";
import { insufficientFilePermissions, notEmulatedByDrive } from "./drive-error.ts";
import { changeScopes, type DriveCall, type DriveMethod, fileFor, isOwner } from "./drive-method.ts";
import { readFileBody } from "./file-body.ts";

/** A spreadsheet's name is its title, so that renaming it makes a new version. */
function rename({ services }: DriveCall, file: StoredFile, name: string): StoredFile {
  const content = file.current?.spreadsheet;
  if (content === undefined) return services.files.change(file, { name });
  return services.files.commit(file, { ...content, properties: { ...content.properties, title: name } });
}

/** Renames a file, moves it to the bin or takes it out again. */
export const updateFile: DriveMethod = {
  id: "files.update",
  access: "write",
  scopes: [...changeScopes, "drive.metadata"],
  run(call) {
    const { query, caller, services } = call;
    let file = fileFor(call);
    const { name, mimeType, trashed } = readFileBody(call);
    for (const parameter of ["addParents", "removeParents"]) {
      if (query.has(parameter)) throw notEmulatedByDrive(`The parameter ${parameter}`);
    }
    if (mimeType !== undefined && mimeType !== file.mimeType)
      throw notEmulatedByDrive("Changing the mimeType of a file");
    // In a person's own Drive only the owner may put a file into the bin.
    if (trashed !== undefined && trashed !== file.trashed && !isOwner(roleOf(file, caller.email))) {
      throw insufficientFilePermissions(file.id);
    }
    if (name !== undefined) file = rename(call, file, name);
    if (trashed !== undefined) file = services.files.change(file, { trashed });
    return fileReply(call, file);
  },
};

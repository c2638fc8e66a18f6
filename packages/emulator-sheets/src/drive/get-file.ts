import { fileReply } from "./create-file.ts";
import { DriveError } from "./drive-error.ts";
import { type DriveMethod, fileOf, metadataScopes } from "./drive-method.ts";

/** What is known of a file, by its id. */
export const getFile: DriveMethod = {
  id: "files.get",
  access: "read",
  scopes: metadataScopes,
  run(call) {
    const file = fileOf(call);
    if (call.query.get("alt") === "media") {
      throw new DriveError(
        403,
        "fileNotDownloadable",
        "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
        { place: { location: "alt", locationType: "parameter" } },
      );
    }
    return fileReply(call, file);
  },
};

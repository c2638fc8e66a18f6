import { fieldsRequired } from "./drive-error.ts";
import { commentListShape, selectFields } from "./drive-fields.ts";
import { type DriveMethod, fileOf } from "./drive-method.ts";

/** The comments on a file: none, since nobody can write one here. */
export const listComments: DriveMethod = {
  id: "comments.list",
  access: "read",
  scopes: ["drive", "drive.readonly", "drive.file"],
  run(call) {
    fileOf(call);
    const wanted = call.query.get("fields");
    if (!wanted) throw fieldsRequired();
    return selectFields({ kind: "drive#commentList", comments: [] }, wanted, commentListShape, "");
  },
};

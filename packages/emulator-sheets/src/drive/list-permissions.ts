import { permissionListShape, selectFields } from "./drive-fields.ts";
import { type DriveMethod, fileFor, metadataScopes } from "./drive-method.ts";
import { permissionResource } from "./resources.ts";

/** Who may do what with a file, for those who may share it; all on one page, as Google does outside shared drives. */
export const listPermissions: DriveMethod = {
  id: "permissions.list",
  access: "read",
  scopes: metadataScopes,
  run(call) {
    const file = fileFor(call);
    const permissions = file.permissions.map((permission) => permissionResource(call.viewer, permission));
    const list = { kind: "drive#permissionList", permissions };
    const defaults = "kind,permissions(kind,id,type,role)";
    return selectFields(list, call.query.get("fields"), permissionListShape, defaults);
  },
};

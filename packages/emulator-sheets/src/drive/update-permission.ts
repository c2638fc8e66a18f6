import { roleOf } from "../files/file.ts";
import { insufficientFilePermissions } from "./drive-error.ts";
import { changeScopes, type DriveMethod, fileFor, isOwner } from "./drive-method.ts";
import { permissionOf, permissionReply, withPermission } from "./grant-permission.ts";
import { readPermissionBody } from "./permission-body.ts";

/** Changes what somebody may do with a file. */
export const updatePermission: DriveMethod = {
  id: "permissions.update",
  access: "write",
  scopes: changeScopes,
  run(call) {
    const { services, caller } = call;
    const file = fileFor(call);
    const permission = permissionOf(call, file);
    const { role } = readPermissionBody(call);
    const needsOwner = role === "owner" || permission.role === "owner";
    if (needsOwner && !isOwner(roleOf(file, caller.email))) throw insufficientFilePermissions(file.id);
    const changed = services.files.change(file, {
      permissions: withPermission(file, role, permission.emailAddress),
    });
    return permissionReply(call, permissionOf(call, changed));
  },
};

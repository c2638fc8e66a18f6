import { mayWrite, roleOf } from "../files/file.ts";
import { DriveError, insufficientFilePermissions } from "./drive-error.ts";
import { changeScopes, type DriveMethod, fileOf } from "./drive-method.ts";
import { permissionOf } from "./grant-permission.ts";

/** Takes access to a file away. Anybody may give up their own; nobody can take the owner's. */
export const deletePermission: DriveMethod = {
  id: "permissions.delete",
  access: "write",
  scopes: changeScopes,
  run(call) {
    const { services, caller } = call;
    const file = fileOf(call);
    const permission = permissionOf(call, file);
    const isOwn = permission.emailAddress === caller.email;
    if (!isOwn && !mayWrite(roleOf(file, caller.email))) throw insufficientFilePermissions(file.id);
    if (permission.role === "owner")
      throw new DriveError(403, "forbidden", "The owner of a file cannot be removed.");
    services.files.change(file, { permissions: file.permissions.filter(({ id }) => id !== permission.id) });
    return undefined;
  },
};

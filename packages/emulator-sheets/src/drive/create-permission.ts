import { roleOf } from "../files/file.ts";
import { anyonePermissionId, permissionIdOf } from "../files/permission-id.ts";
import { insufficientFilePermissions, permissionNotFound } from "./drive-error.ts";
import { changeScopes, type DriveMethod, fileFor, isOwner } from "./drive-method.ts";
import { permissionReply, withPermission } from "./grant-permission.ts";
import { granteeOf, readPermissionBody } from "./permission-body.ts";

/** Shares a file with a person, or with everybody who has the link. Repeating it changes nothing. */
export const createPermission: DriveMethod = {
  id: "permissions.create",
  access: "write",
  scopes: changeScopes,
  run(call) {
    const { services, caller } = call;
    const file = fileFor(call);
    const body = readPermissionBody(call);
    const emailAddress = granteeOf(body);
    if (body.role === "owner" && !isOwner(roleOf(file, caller.email)))
      throw insufficientFilePermissions(file.id);
    const permissions = withPermission(file, body.role, emailAddress);
    services.files.change(file, { permissions });
    const id = emailAddress === undefined ? anyonePermissionId : permissionIdOf(emailAddress);
    const permission = permissions.find((candidate) => candidate.id === id);
    if (permission === undefined) throw permissionNotFound(id);
    return permissionReply(call, permission);
  },
};

import { type DriveMethod, fileFor, metadataScopes } from "./drive-method.ts";
import { permissionOf, permissionReply } from "./grant-permission.ts";

/** One permission of a file. */
export const getPermission: DriveMethod = {
  id: "permissions.get",
  access: "read",
  scopes: metadataScopes,
  run(call) {
    return permissionReply(call, permissionOf(call, fileFor(call)));
  },
};

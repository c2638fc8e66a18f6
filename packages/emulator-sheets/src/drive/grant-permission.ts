import { ownerOf, type Permission, type StoredFile } from "../files/file.ts";
import { anyonePermissionId, permissionIdOf } from "../files/permission-id.ts";
import { permissionNotFound } from "./drive-error.ts";
import { permissionShape, selectFields } from "./drive-fields.ts";
import type { DriveCall } from "./drive-method.ts";
import { permissionResource } from "./resources.ts";

/** A permission as the reply of a method that gives one. */
export const permissionReply = (call: DriveCall, permission: Permission): unknown =>
  selectFields(
    permissionResource(call.viewer, permission),
    call.query.get("fields"),
    permissionShape,
    "kind,id,type,role",
  );

/** The permission that the path names. */
export function permissionOf({ params }: DriveCall, file: StoredFile): Permission {
  const id = params.permissionId ?? "";
  const permission = file.permissions.find((candidate) => candidate.id === id);
  if (permission === undefined) throw permissionNotFound(id);
  return permission;
}

/**
 * Gives a file's permissions with one more, or one changed.
 *
 * A file has one owner: who gives it away stays as a writer. Sharing with the owner changes nothing.
 */
export function withPermission(
  file: StoredFile,
  role: Permission["role"],
  emailAddress: string | undefined,
): readonly Permission[] {
  if (emailAddress === undefined) {
    const others = file.permissions.filter(({ type }) => type !== "anyone");
    return [...others, { id: anyonePermissionId, type: "anyone", role }];
  }
  const owner = ownerOf(file);
  if (emailAddress === owner) return file.permissions;
  const others = file.permissions
    .filter((permission) => permission.emailAddress !== emailAddress)
    .map(
      (permission): Permission =>
        role === "owner" && permission.role === "owner" ? { ...permission, role: "writer" } : permission,
    );
  return [...others, { id: permissionIdOf(emailAddress), type: "user", emailAddress, role }];
}

import type { Permission, Role } from "../files/file.ts";
import { DriveError, invalidPart, notEmulatedByDrive, unreadableRequest } from "./drive-error.ts";
import { permissionShape } from "./drive-fields.ts";
import type { DriveCall } from "./drive-method.ts";
import { bodyField } from "./file-body.ts";

/** Whom a call lets in, and how far. */
export interface PermissionBody {
  readonly type: Permission["type"] | undefined;
  readonly role: Role;
  readonly emailAddress: string | undefined;
}

const roles: readonly string[] = ["owner", "writer", "commenter", "reader"];
const settable = new Set(["kind", "id", "type", "role", "emailAddress", "allowFileDiscovery"]);

function checkNames(body: DriveCall["body"]): void {
  for (const [name, value] of Object.entries(body)) {
    if (value === null || settable.has(name)) continue;
    if (name in permissionShape) throw notEmulatedByDrive(`Setting the field ${name} of a permission`);
    throw unreadableRequest(
      `Invalid JSON payload received. Unknown name ${JSON.stringify(name)}: Cannot find field.`,
    );
  }
}

function roleIn({ body, query }: DriveCall): Role {
  const role = bodyField(body, "role", "string");
  if (role === undefined)
    throw invalidPart("required", "permission.role", "The permission role field is required.");
  if (role === "organizer" || role === "fileOrganizer") throw notEmulatedByDrive("A role in a shared drive");
  if (!roles.includes(role)) {
    throw invalidPart(
      "invalid",
      "permission.role",
      `The specified role ${role} is invalid or not applicable.`,
    );
  }
  if (role === "owner" && query.get("transferOwnership")?.toLowerCase() !== "true") {
    const message = "The transferOwnership parameter must be enabled when the permission role is 'owner'.";
    throw new DriveError(403, "forbidden", message, {
      place: { location: "transferOwnership", locationType: "parameter" },
    });
  }
  return role as Role;
}

/**
 * Reads the body of a method that takes a permission.
 *
 * @throws DriveError for what Google would not take, 501 for groups, domains and shared drives
 */
export function readPermissionBody(call: DriveCall): PermissionBody {
  const { body } = call;
  checkNames(body);
  const type = bodyField(body, "type", "string");
  if (type === "group" || type === "domain") throw notEmulatedByDrive(`A permission of the type ${type}`);
  if (type !== undefined && type !== "user" && type !== "anyone") {
    throw invalidPart("invalid", "permission.type", `The specified type ${type} is invalid.`);
  }
  if (body.allowFileDiscovery === true) throw notEmulatedByDrive("A file that everybody can find");
  return { type, role: roleIn(call), emailAddress: bodyField(body, "emailAddress", "string") };
}

/** The grantee of a new permission: an address for a person, nothing for everybody with the link. */
export function granteeOf({ type, emailAddress }: PermissionBody): string | undefined {
  if (type === undefined)
    throw invalidPart("required", "permission.type", "The permission type field is required.");
  const isAddress = emailAddress !== undefined && /^[^\s@]+@[^\s@]+$/.test(emailAddress);
  if (isAddress === (type === "user")) return emailAddress;
  const message = "The specified emailAddress is invalid or not applicable for the given permission type.";
  throw invalidPart("invalid", "permission.emailAddress", message);
}

import type { Exchange } from "../server/exchange.ts";
import { copyFile } from "./copy-file.ts";
import { createFile } from "./create-file.ts";
import { createPermission } from "./create-permission.ts";
import { deleteFile } from "./delete-file.ts";
import { deletePermission } from "./delete-permission.ts";
import type { DriveMethod } from "./drive-method.ts";
import { getAbout } from "./get-about.ts";
import { getFile } from "./get-file.ts";
import { getPermission } from "./get-permission.ts";
import { listComments } from "./list-comments.ts";
import { listFiles } from "./list-files.ts";
import { listPermissions } from "./list-permissions.ts";
import { updateFile } from "./update-file.ts";
import { updatePermission } from "./update-permission.ts";

/** What a request to the Drive API means: a method and what the path named, or something that is not emulated. */
export interface DriveRoute {
  readonly method: DriveMethod | undefined;
  /** The method's name in the discovery document, for the refusal of what is not emulated. */
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
}

const methods: Readonly<Record<string, DriveMethod>> = {
  "GET about": getAbout,
  "GET files": listFiles,
  "POST files": createFile,
  "GET files/*": getFile,
  "PATCH files/*": updateFile,
  "DELETE files/*": deleteFile,
  "POST files/*/copy": copyFile,
  "GET files/*/permissions": listPermissions,
  "POST files/*/permissions": createPermission,
  "GET files/*/permissions/*": getPermission,
  "PATCH files/*/permissions/*": updatePermission,
  "DELETE files/*/permissions/*": deletePermission,
  "GET files/*/comments": listComments,
};

/** What Drive has beside these: refused by name, so that a test that needs it fails at once. */
const unemulated: Readonly<Record<string, string>> = {
  "DELETE files/trash": "files.emptyTrash",
  "GET files/generateIds": "files.generateIds",
  "GET files/generateCseToken": "files.generateCseToken",
  "GET files/*/export": "files.export",
  "POST files/*/download": "files.download",
  "POST files/*/watch": "files.watch",
  "GET files/*/listLabels": "files.listLabels",
  "POST files/*/modifyLabels": "files.modifyLabels",
  "POST files/*/comments": "comments.create",
  "GET files/*/comments/*": "comments.get",
  "PATCH files/*/comments/*": "comments.update",
  "DELETE files/*/comments/*": "comments.delete",
};
const unemulatedParts = new Set([
  "accessproposals",
  "approvals",
  "apps",
  "changes",
  "channels",
  "drives",
  "operations",
  "replies",
  "revisions",
  "teamdrives",
]);

/** `files/<id>/permissions/<id>` → `files/*\/permissions/*`; the fixed words in an id's place stay. */
function patternOf(httpMethod: string, parts: readonly string[]): string {
  const exact = `${httpMethod} ${parts.join("/")}`;
  if (exact in unemulated) return exact;
  return `${httpMethod} ${parts.map((part, index) => (index % 2 === 1 ? "*" : part)).join("/")}`;
}

/** Finds what a request means; undefined when it is not for the Drive API of version 3, or for nothing that it has. */
export function driveRouteOf({ httpMethod, segments }: Exchange): DriveRoute | undefined {
  const isUpload = segments[0] === "upload";
  const [service, version, ...parts] = isUpload ? segments.slice(1) : segments;
  if (service === "batch" && segments[1] === "drive")
    return { method: undefined, name: "A batch of calls", params: {} };
  if (service !== "drive" || version !== "v3" || parts.length === 0) return undefined;
  if (isUpload) return { method: undefined, name: "An upload", params: {} };
  const pattern = patternOf(httpMethod, parts);
  const method = methods[pattern];
  const [, fileId, , permissionId] = parts;
  const params = {
    ...(fileId === undefined ? {} : { fileId }),
    ...(permissionId === undefined ? {} : { permissionId }),
  };
  if (method !== undefined) return { method, name: method.id, params };
  const part = parts.find((candidate, index) => index % 2 === 0 && unemulatedParts.has(candidate));
  const name = unemulated[pattern] ?? (part === undefined ? undefined : `${httpMethod} ${part}`);
  return name === undefined ? undefined : { method: undefined, name: `drive.${name}`, params };
}

import { fileNotFound, invalidPart, notEmulatedByDrive, unreadableRequest } from "./drive-error.ts";
import { fileShape } from "./drive-fields.ts";
import type { DriveCall } from "./drive-method.ts";

/** What a call may set on a file. */
export interface FileBody {
  readonly name?: string;
  readonly mimeType?: string;
  readonly trashed?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads one field of a body; `null` is as good as absent, as the recorded `files.copy` with `"name": null` shows.
 *
 * @throws DriveError for a value of another type
 */
export function bodyField(body: Json, name: string, type: "string"): string | undefined;
export function bodyField(body: Json, name: string, type: "boolean"): boolean | undefined;
export function bodyField(body: Json, name: string, type: "string" | "boolean"): unknown {
  const value = body[name] ?? undefined;
  if (value === undefined || typeof value === type) return value;
  const protoType = type === "string" ? "TYPE_STRING" : "TYPE_BOOL";
  throw unreadableRequest(`Invalid value at '${name}' (${protoType}), ${JSON.stringify(value)}`, name);
}

/** Only the root of the caller's Drive is emulated as a parent, and it is there anyway. */
function checkParents({ body, services }: DriveCall): void {
  const parents: unknown = body.parents ?? [];
  if (!Array.isArray(parents) || parents.some((parent) => typeof parent !== "string")) {
    throw invalidPart("invalid", "file.parents", "The specified parents field is invalid.");
  }
  const parent = (parents as string[]).find((id) => id !== "root");
  if (parent === undefined) return;
  throw services.files.find(parent) === undefined
    ? fileNotFound(parent)
    : notEmulatedByDrive("A folder as parent");
}

/**
 * Reads the body of a method that takes a file.
 *
 * Drive itself is said to ignore names that it does not know (`title`, the name of version 2, gives a file "Untitled");
 * the emulator refuses them in the words of Google's front end, since a test should not be the last to hear of it.
 */
export function readFileBody(call: DriveCall): FileBody {
  const { body } = call;
  const settable = new Set(["name", "mimeType", "trashed", "parents", "kind"]);
  for (const [name, value] of Object.entries(body)) {
    if (value === null || settable.has(name)) continue;
    if (!(name in fileShape)) {
      throw unreadableRequest(
        `Invalid JSON payload received. Unknown name ${JSON.stringify(name)}: Cannot find field.`,
      );
    }
    throw notEmulatedByDrive(`Setting the field ${name} of a file`);
  }
  checkParents(call);
  const name = bodyField(body, "name", "string");
  const mimeType = bodyField(body, "mimeType", "string");
  const trashed = bodyField(body, "trashed", "boolean");
  return {
    ...(name === undefined ? {} : { name }),
    ...(mimeType === undefined ? {} : { mimeType }),
    ...(trashed === undefined ? {} : { trashed }),
  };
}

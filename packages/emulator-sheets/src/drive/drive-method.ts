import type { Caller } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { mayWrite, type Role, roleOf, type StoredFile } from "../files/file.ts";
import type { Files } from "../files/files.ts";
import { fileNotFound, insufficientFilePermissions } from "./drive-error.ts";
import type { Viewer } from "./resources.ts";

/** All that the methods of the Drive API work with. */
export interface DriveServices {
  readonly files: Files;
  readonly accounts: Accounts;
}

/** One authorized call. */
export interface DriveCall {
  readonly services: DriveServices;
  readonly caller: Caller;
  readonly viewer: Viewer;
  /** What the path named. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The body; empty when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** One method of the discovery document. */
export interface DriveMethod {
  /** `files.create` */
  readonly id: string;
  readonly access: "read" | "write";
  /** The scopes below `https://www.googleapis.com/auth/` of which one is enough, as in the discovery document. */
  readonly scopes: readonly string[];
  /** Does it and gives the reply; undefined is answered 204 without a body. */
  run(call: DriveCall): unknown;
}

const readingScopes = ["drive", "drive.readonly", "drive.metadata", "drive.metadata.readonly", "drive.file"];

/** The scopes of methods that only read a file's metadata. */
export const metadataScopes: readonly string[] = readingScopes;

/** The scopes of methods that change files. */
export const changeScopes: readonly string[] = ["drive", "drive.file"];

/** Whether the token reaches files that the app neither made nor had picked. */
export const reachesAll = ({ scopes }: Caller): boolean =>
  readingScopes.some(
    (name) => name !== "drive.file" && scopes.has(`https://www.googleapis.com/auth/${name}`),
  );

/**
 * The file that the path names.
 *
 * @throws DriveError 404 when it is gone, not shared with the caller, or out of reach of the scope `drive.file`
 */
export function fileOf({ services, caller, params }: DriveCall): StoredFile {
  const fileId = params.fileId ?? "";
  const file = services.files.find(fileId);
  if (file === undefined || roleOf(file, caller.email) === undefined) throw fileNotFound(fileId);
  if (!reachesAll(caller) && !file.projects.includes(caller.projectNumber)) throw fileNotFound(fileId);
  return file;
}

/**
 * The file that the path names, for something that not everybody may do with it.
 *
 * @throws DriveError 403 when the caller's role is not enough
 */
export function fileFor(call: DriveCall, mayDo: (role: Role | undefined) => boolean = mayWrite): StoredFile {
  const file = fileOf(call);
  if (!mayDo(roleOf(file, call.caller.email))) throw insufficientFilePermissions(file.id);
  return file;
}

export const isOwner = (role: Role | undefined): boolean => role === "owner";

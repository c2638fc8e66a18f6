import type { Account } from "../accounts/account.ts";
import type { Role, StoredFile } from "../files/file.ts";
import { fileName, mayWrite, ownerOf, type Permission, roleOf, spreadsheetMimeType } from "../files/file.ts";
import { permissionIdOf } from "../files/permission-id.ts";

/** For whom a resource is shown, and what is needed to show it. */
export interface Viewer {
  readonly email: string;
  readonly projectNumber: string;
  /** The name that an account shows; undefined for an address nobody has an account for. */
  accountOf(email: string): Account | undefined;
}

const time = (ms: number): string => new Date(ms).toISOString();

const displayName = (viewer: Viewer, email: string): string => viewer.accountOf(email)?.name ?? email;

/** drive#user */
export const userResource = (viewer: Viewer, email: string): Record<string, unknown> => ({
  kind: "drive#user",
  displayName: displayName(viewer, email),
  me: email === viewer.email,
  permissionId: permissionIdOf(email),
  emailAddress: email,
});

/** drive#permission */
export function permissionResource(
  viewer: Viewer,
  { id, type, role, emailAddress }: Permission,
): Record<string, unknown> {
  const common = { kind: "drive#permission", id, type, role };
  if (emailAddress === undefined) return { ...common, allowFileDiscovery: false };
  const isDeleted = viewer.accountOf(emailAddress)?.isDeleted ?? false;
  return {
    ...common,
    emailAddress,
    displayName: displayName(viewer, emailAddress),
    deleted: isDeleted,
    pendingOwner: false,
  };
}

function capabilitiesOf(role: Role | undefined, { mimeType, trashed }: StoredFile): Record<string, boolean> {
  const canWrite = mayWrite(role);
  const isOwner = role === "owner";
  const isFolder = mimeType === "application/vnd.google-apps.folder";
  return {
    canAddChildren: isFolder && canWrite,
    canChangeCopyRequiresWriterPermission: canWrite,
    canComment: canWrite || role === "commenter",
    canCopy: !isFolder,
    canDelete: isOwner,
    canDownload: !isFolder,
    canEdit: canWrite,
    canListChildren: isFolder,
    canModifyContent: canWrite,
    canReadRevisions: canWrite,
    canRemoveChildren: isFolder && canWrite,
    canRename: canWrite,
    canShare: canWrite,
    canTrash: isOwner && !trashed,
    canUntrash: isOwner && trashed,
  };
}

const editorPaths: Readonly<Record<string, string>> = {
  [spreadsheetMimeType]: "https://docs.google.com/spreadsheets/d/",
  "application/vnd.google-apps.folder": "https://drive.google.com/drive/folders/",
};

function webViewLink({ id, mimeType }: StoredFile): string {
  const editor = editorPaths[mimeType];
  if (editor === undefined) return `https://drive.google.com/file/d/${id}/view?usp=drivesdk`;
  return mimeType === spreadsheetMimeType ? `${editor}${id}/edit?usp=drivesdk` : `${editor}${id}`;
}

/** drive#file as it is shown to somebody. The list of permissions is for those who may share. */
export function fileResource(viewer: Viewer, file: StoredFile): Record<string, unknown> {
  const role = roleOf(file, viewer.email);
  const owner = ownerOf(file);
  const sharing = mayWrite(role)
    ? {
        permissions: file.permissions.map((permission) => permissionResource(viewer, permission)),
        permissionIds: file.permissions.map(({ id }) => id),
      }
    : {};
  return {
    kind: "drive#file",
    id: file.id,
    name: fileName(file),
    mimeType: file.mimeType,
    trashed: file.trashed,
    explicitlyTrashed: file.trashed,
    createdTime: time(file.createdMs),
    modifiedTime: time(file.modifiedMs),
    version: String(file.current?.number ?? 1),
    webViewLink: webViewLink(file),
    shared: file.permissions.length > 1,
    ownedByMe: owner === viewer.email,
    owners: [userResource(viewer, owner)],
    ...sharing,
    capabilities: capabilitiesOf(role, file),
    spaces: ["drive"],
    isAppAuthorized: file.projects.includes(viewer.projectNumber),
  };
}

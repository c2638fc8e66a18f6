import { applyMask, type FieldMask, MaskPathError, parseFieldMask } from "../schema/field-mask.ts";
import { invalidFieldSelection, notEmulatedByDrive } from "./drive-error.ts";

/** The fields below a resource: a nested resource, a plain field, or one that Google has and the emulator has not. */
export interface Shape {
  readonly [field: string]: Shape | "plain" | "not emulated";
}

const fields = <Kind extends "plain" | "not emulated">(kind: Kind, names: string): Record<string, Kind> =>
  Object.fromEntries(names.split(" ").map((name) => [name, kind]));

// `photoLink` is absent for people without a photograph, which is everybody here.
const user: Shape = fields("plain", "kind displayName me permissionId emailAddress photoLink");

const capabilities: Shape = {
  ...fields(
    "plain",
    "canAddChildren canChangeCopyRequiresWriterPermission canComment canCopy canDelete canDownload canEdit canListChildren canModifyContent canReadRevisions canRemoveChildren canRename canShare canTrash canUntrash",
  ),
  ...fields(
    "not emulated",
    "canAcceptOwnership canAccessViaGenAi canAddFolderFromAnotherDrive canAddMyDriveParent canChangeItemDownloadRestriction canChangeSecurityUpdateEnabled canChangeViewersCanCopyContent canDeleteChildren canDisableInheritedPermissions canEnableInheritedPermissions canModifyContentRestriction canModifyEditorContentRestriction canModifyLabels canModifyOwnerContentRestriction canMoveChildrenOutOfDrive canMoveChildrenOutOfTeamDrive canMoveChildrenWithinDrive canMoveChildrenWithinTeamDrive canMoveItemIntoTeamDrive canMoveItemOutOfDrive canMoveItemOutOfTeamDrive canMoveItemWithinDrive canMoveItemWithinTeamDrive canMoveTeamDriveItem canReadDrive canReadLabels canReadTeamDrive canRemoveContentRestriction canRemoveMyDriveParent canStartApproval canTrashChildren",
  ),
};

// The last ones are for groups, domains and shared drives: absent on what the emulator has, as they are at Google.
export const permissionShape: Shape = fields(
  "plain",
  "kind id type role emailAddress displayName deleted pendingOwner allowFileDiscovery domain expirationTime inheritedPermissionsDisabled permissionDetails photoLink teamDrivePermissionDetails view",
);

/** Fields that Google leaves out for spreadsheets of a person's own Drive: blobs, folders, shortcuts and shared drives have them. */
const absentFileFields =
  "appProperties clientEncryptionDetails contentRestrictions description driveId fileExtension folderColorRgb fullFileExtension hasAugmentedPermissions headRevisionId imageMediaMetadata md5Checksum originalFilename properties resourceKey sha1Checksum sha256Checksum shortcutDetails teamDriveId trashedTime trashingUser videoMediaMetadata webContentLink";

export const fileShape: Shape = {
  ...fields(
    "plain",
    "kind id name mimeType trashed explicitlyTrashed createdTime modifiedTime version webViewLink shared ownedByMe spaces permissionIds isAppAuthorized",
  ),
  ...fields("plain", absentFileFields),
  owners: user,
  permissions: permissionShape,
  capabilities,
  ...fields(
    "not emulated",
    "contentHints copyRequiresWriterPermission downloadRestrictions exportLinks hasThumbnail iconLink inheritedPermissionsDisabled labelInfo lastModifyingUser linkShareMetadata modifiedByMe modifiedByMeTime parents quotaBytesUsed sharedWithMeTime sharingUser size starred thumbnailLink thumbnailVersion viewedByMe viewedByMeTime viewersCanCopyContent writersCanShare",
  ),
};

export const fileListShape: Shape = {
  ...fields("plain", "kind nextPageToken incompleteSearch"),
  files: fileShape,
};

export const permissionListShape: Shape = {
  ...fields("plain", "kind nextPageToken"),
  permissions: permissionShape,
};

export const aboutShape: Shape = {
  kind: "plain",
  user,
  storageQuota: fields("plain", "limit usage usageInDrive usageInDriveTrash"),
  ...fields(
    "not emulated",
    "appInstalled canCreateDrives canCreateTeamDrives driveThemes exportFormats folderColorPalette importFormats maxImportSizes maxUploadSize teamDriveThemes",
  ),
};

export const commentListShape: Shape = {
  ...fields("plain", "kind nextPageToken"),
  comments: {
    ...fields("plain", "kind id anchor content createdTime deleted htmlContent modifiedTime resolved"),
    ...fields(
      "not emulated",
      "assigneeEmailAddress author mentionedEmailAddresses quotedFileContent replies",
    ),
  },
};

function check(mask: FieldMask, shape: Shape | "plain", path: string): void {
  if (mask === "*") return;
  for (const [name, below] of mask) {
    const part = shape === "plain" ? undefined : shape[name];
    if (part === undefined) throw invalidFieldSelection(name);
    if (part === "not emulated") throw notEmulatedByDrive(`The field ${path}${name}`);
    check(below, part, `${path}${name}.`);
  }
}

/**
 * Reads a `fields` parameter against a resource.
 *
 * A field that Google has and the emulator has not is refused by name; `*` gives what there is.
 *
 * @throws DriveError for a mask that names what is not there, or that cannot be read.
 */
function driveMask(text: string, shape: Shape): FieldMask {
  try {
    const mask = parseFieldMask(text);
    check(mask, shape, "");
    return mask;
  } catch (error) {
    if (error instanceof MaskPathError) throw invalidFieldSelection(text);
    throw error;
  }
}

/** The part of a resource that the caller asked for; without a mask, the few fields that Drive sends by default. */
export const selectFields = (
  resource: unknown,
  fieldsText: string | null,
  shape: Shape,
  defaultFields: string,
): unknown => applyMask(resource, driveMask(fieldsText || defaultFields, shape));

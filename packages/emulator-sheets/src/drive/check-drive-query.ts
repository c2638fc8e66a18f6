import { notEmulatedByDrive, unreadableRequest } from "./drive-error.ts";

/** Every query parameter of version 3, whatever its method, and those that every Google API takes. */
const known = new Set(
  (
    "acknowledgeAbuse addParents allowItemDeletion appFilterExtensions appFilterMimeTypes copyComments corpora corpus count driveId emailMessage enforceExpansiveAccess enforceSingleParent ignoreDefaultVisibility includeCorpusRemovals includeDeleted includeItemsFromAllDrives includeLabels includePermissionsForView includeRemoved includeTeamDriveItems keepRevisionForever languageCode maxResults mimeType moveToNewOwnersRoot ocrLanguage orderBy pageSize pageToken parent q removeExpiration removeParents requestId restrictToMyDrive revisionId sendNotificationEmail space spaces startModifiedTime supportsAllDrives supportsTeamDrives teamDriveId transferOwnership type useContentAsIndexableText useDomainAdminAccess " +
    "$.xgafv access_token alt callback fields key oauth_token prettyPrint quotaUser uploadType upload_protocol"
  ).split(" "),
);

/**
 * Refuses parameters that Drive does not have.
 *
 * A parameter of another method is accepted and does nothing: `includeItemsFromAllDrives` on `files.get` is recorded so.
 *
 * @throws DriveError for an unknown parameter, or a form of reply that is not emulated
 */
export function checkDriveQuery(query: URLSearchParams): void {
  for (const name of query.keys()) {
    if (known.has(name)) continue;
    const reason = `Cannot bind query parameter. Field '${name}' could not be found in request message.`;
    throw unreadableRequest(`Invalid JSON payload received. Unknown name ${JSON.stringify(name)}: ${reason}`);
  }
  const alt = query.get("alt");
  if (alt !== null && alt !== "json" && alt !== "media") throw notEmulatedByDrive(`The parameter alt=${alt}`);
  if (query.get("useDomainAdminAccess")?.toLowerCase() === "true")
    throw notEmulatedByDrive("Domain administration");
}

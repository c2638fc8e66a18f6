import { ownerOf, type StoredFile } from "../files/file.ts";
import { rangeText } from "../ranges/a1.ts";
import { areaOf } from "../ranges/grid-range.ts";
import type { DeveloperMetadata } from "../spreadsheet/developer-metadata.ts";
import { limits } from "../spreadsheet/limits.ts";
import { reservedCells, type Sheet, type Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import type {
  MetadataView,
  ProtectionView,
  QuotaView,
  SheetView,
  TabView,
  TroubleView,
} from "./browser/replies.ts";
import type { PageServices } from "./page-services.ts";

const shownMetadata = 200;

const tabView = ({ properties, grid, basicFilter }: Sheet): TabView => ({
  sheetId: properties.sheetId,
  title: properties.title,
  rowCount: grid.rowCount,
  columnCount: grid.columnCount,
  frozenRows: properties.frozenRowCount ?? 0,
  isHidden: properties.hidden ?? false,
  dataEnd: grid.dataEnd,
  hasFilter: basicFilter !== undefined,
});

const titleOf = ({ sheets }: Spreadsheet, sheetId: number): string =>
  sheets.find(({ properties }) => properties.sheetId === sheetId)?.properties.title ?? `tab ${sheetId}`;

function placeOf(spreadsheet: Spreadsheet, { location }: DeveloperMetadata): string {
  if (location.type === "SPREADSHEET") return "spreadsheet";
  const title = titleOf(spreadsheet, location.sheetId);
  if (location.type === "SHEET") return `tab ${title}`;
  return `${location.type.toLowerCase()} ${location.index + 1} of ${title}`;
}

const metadataView = (spreadsheet: Spreadsheet, entry: DeveloperMetadata): MetadataView => ({
  id: entry.metadataId,
  key: entry.metadataKey,
  value: entry.metadataValue ?? "",
  place: placeOf(spreadsheet, entry),
  visibility: entry.visibility === "DOCUMENT" ? "everybody" : `project ${entry.projectNumber}`,
});

const metadataSize = ({ metadata }: Spreadsheet): number =>
  metadata.reduce(
    (sum, { metadataKey, metadataValue = "" }) => sum + metadataKey.length + metadataValue.length,
    0,
  );

function protectionViews({ properties, grid, protectedRanges }: Sheet): ProtectionView[] {
  return protectedRanges.map(
    ({ protectedRangeId, range = {}, description = "", editors, warningOnly = false }) => {
      const isWholeTab =
        range.startRowIndex === undefined &&
        range.endRowIndex === undefined &&
        range.startColumnIndex === undefined &&
        range.endColumnIndex === undefined;
      return {
        id: protectedRangeId,
        range: isWholeTab ? properties.title : rangeText(properties.title, areaOf(range, grid)),
        sheetId: properties.sheetId,
        description,
        editors,
        isWarningOnly: warningOnly,
      };
    },
  );
}

/** `read 123 ada@example.com` → what it counts, with the limit that holds for it. */
function quotaViews({ quotas }: PageServices): QuotaView[] {
  return Object.entries(quotas.used()).map(([key, used]) => {
    const [kind = "", project = "", email] = key.split(" ");
    const limit = email === undefined ? quotas.limits?.perProject : quotas.limits?.perUser;
    return { name: `${kind}s of ${email ?? `project ${project}`}`, used, limit };
  });
}

/** What goes wrong at present. */
export const troubleView = ({ faults, files, quotas, world }: PageServices): TroubleView => ({
  armed: faults.pending(),
  held: faults.late(),
  staleSeconds: files.staleMs / 1_000,
  areQuotasOn: quotas.limits !== undefined,
  duplicateMetadataIds: world.duplicateMetadataIds,
});

/** A spreadsheet without its cells, for its page; undefined for a file that is none. */
export function sheetView(file: StoredFile, services: PageServices): SheetView | undefined {
  const { current, permissions } = file;
  if (current === undefined) return undefined;
  const { spreadsheet, number } = current;
  const { properties, sheets, metadata } = spreadsheet;
  return {
    id: file.id,
    title: properties.title,
    owner: ownerOf(file),
    isTrashed: file.trashed,
    version: number,
    nowMs: services.clock.now(),
    modifiedMs: file.modifiedMs,
    locale: properties.locale,
    timeZone: properties.timeZone,
    reservedCells: reservedCells(sheets),
    cellLimit: limits.cells,
    tabs: sheets.map(tabView),
    permissions: permissions.map(({ emailAddress, role }) => ({
      who: emailAddress ?? "everybody with the link",
      role,
    })),
    metadata: metadata
      .slice(-shownMetadata)
      .toReversed()
      .map((entry) => metadataView(spreadsheet, entry)),
    metadataTotal: metadata.length,
    metadataCharacters: metadataSize(spreadsheet),
    metadataLimit: limits.metadataCharacters,
    protections: sheets.flatMap(protectionViews),
    quotas: quotaViews(services),
    versions: services.files
      .versions(file.id)
      .map(({ number: versionNumber, atMs }) => ({ number: versionNumber, atMs }))
      .toReversed(),
    trouble: troubleView(services),
  };
}

/** One tab, as the page needs it. */
export interface TabView {
  readonly sheetId: number;
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRows: number;
  readonly isHidden: boolean;
  /** One past the last row with data. */
  readonly dataEnd: number;
  readonly hasFilter: boolean;
}

interface PermissionView {
  /** An address, or what everybody with the link is called. */
  readonly who: string;
  readonly role: string;
}

export interface MetadataView {
  readonly id: number;
  readonly key: string;
  readonly value: string;
  /** `spreadsheet`, `tab May`, `row 7 of May`. */
  readonly place: string;
  readonly visibility: string;
}

export interface ProtectionView {
  readonly id: number;
  /** In A1 notation, or the tab's name for a whole tab. */
  readonly range: string;
  readonly sheetId: number;
  readonly description: string;
  readonly editors: readonly string[];
  readonly isWarningOnly: boolean;
}

export interface QuotaView {
  readonly name: string;
  readonly used: number;
  /** Undefined while quotas are off. */
  readonly limit?: number | undefined;
}

interface VersionView {
  readonly number: number;
  readonly atMs: number;
}

/** What goes wrong at present, for the whole emulator. */
export interface TroubleView {
  readonly armed: number;
  readonly held: number;
  readonly staleSeconds: number;
  readonly areQuotasOn: boolean;
  /** The world that the tests have chosen: what becomes of a metadata id in use. */
  readonly duplicateMetadataIds: string;
}

/** A spreadsheet without its cells. */
export interface SheetView {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly isTrashed: boolean;
  readonly version: number;
  readonly nowMs: number;
  readonly modifiedMs: number;
  readonly locale: string;
  readonly timeZone: string;
  readonly reservedCells: number;
  readonly cellLimit: number;
  readonly tabs: readonly TabView[];
  readonly permissions: readonly PermissionView[];
  /** The newest first, at most two hundred of `metadataTotal`. */
  readonly metadata: readonly MetadataView[];
  readonly metadataTotal: number;
  readonly metadataCharacters: number;
  readonly metadataLimit: number;
  readonly protections: readonly ProtectionView[];
  readonly quotas: readonly QuotaView[];
  /** The newest first. */
  readonly versions: readonly VersionView[];
  readonly trouble: TroubleView;
}

/** What a page asks for again and again: small, and different whenever anything is. */
export interface PulseView {
  readonly version: number;
  /** Changes with everything that `SheetView` shows. */
  readonly stamp: string;
  readonly lastCall: number;
}

/** A cell's text; with a kind when it is no plain text: `n` number, `b` boolean, `e` error, and `f` before it for a formula. */
export type CellView = string | readonly [text: string, kind: string];

/** Part of the rows of a tab; rows and columns count from 0. */
export interface RowsView {
  readonly version: number;
  readonly fromRow: number;
  readonly fromColumn: number;
  readonly rows: readonly (readonly CellView[])[];
}

/** One cell in full. */
export interface CellDetailView {
  readonly entered: string;
  readonly shown: string;
  readonly kind: string;
  readonly note: string;
}

/** One line of the request log. */
export interface CallView {
  readonly number: number;
  readonly atMs: number;
  readonly method: string;
  readonly access: "read" | "write";
  readonly who: string;
  readonly outcome: string;
  readonly status: number;
  readonly error: string;
  readonly fault: string;
  readonly durationMs: number;
  readonly requestBytes: number;
}

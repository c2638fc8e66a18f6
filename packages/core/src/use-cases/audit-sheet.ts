import type { StoredRecord } from "../model/attendance-record.ts";
import { type RecordId, recordId, type TenantId } from "../model/ids.ts";
import { InvalidInput } from "../model/invalid-input.ts";
import type { Grant, LinkState } from "../model/linked-sheet.ts";
import { renderRow } from "../model/render-row.ts";
import type { AttendanceRegister } from "../ports/attendance-register.ts";
import type { LinkedSheetStore } from "../ports/linked-sheet-store.ts";
import type { SheetReader, SheetRow } from "../ports/sheet-reader.ts";
import { type AuditReport, Listing } from "./audit/audit-report.ts";
import { compareRow } from "./audit/compare-row.ts";
import { fingerprint, SeenIds } from "./audit/seen-ids.ts";

export interface AuditPorts {
  readonly links: LinkedSheetStore;
  readonly register: AttendanceRegister;
  readonly reader: SheetReader;
}

const PAGE = 5_000;
const FIRST_ROW = 2;

/**
 * Proves a sheet against the ledger: every exported record once, nothing else, nothing changed. Reads the whole sheet and all
 * exported records, by pages; its memory is a page and 16 bytes a row. An export that runs meanwhile may show as missing.
 */
export class AuditSheet {
  readonly #ports: AuditPorts;

  constructor(ports: AuditPorts) {
    this.#ports = ports;
  }

  /** `undefined` where the tenant has no link. */
  async execute(tenantId: TenantId): Promise<AuditReport | undefined> {
    const state = await this.#ports.links.load(tenantId);
    return state === undefined ? undefined : new Audit(this.#ports, state).run();
  }
}

class Audit {
  readonly #ports: AuditPorts;
  readonly #state: LinkState;
  readonly #grant: Grant;
  readonly #headers: readonly string[];
  readonly #seen = new SeenIds();
  readonly #repeated = new Set<number>();
  readonly #missing = new Listing<AuditReport["missing"]["first"][number]>();
  readonly #duplicates = new Listing<AuditReport["duplicates"]["first"][number]>();
  readonly #unknown = new Listing<AuditReport["unknown"]["first"][number]>();
  readonly #altered = new Listing<AuditReport["altered"]["first"][number]>();
  #rows = 0;
  #expected = 0;
  #corrected = 0;

  constructor(ports: AuditPorts, state: LinkState) {
    this.#ports = ports;
    this.#state = state;
    this.#grant = { tenantId: state.link.tenantId, version: state.link.grantVersion };
    this.#headers = state.link.template.columns.map(({ header }) => header);
  }

  async run(): Promise<AuditReport> {
    const headerChanged = await this.#headerChanged();
    await this.#eachPage((rows) => this.#checkRows(rows));
    if (this.#repeated.size > 0) await this.#countRepeated();
    await this.#findMissing();
    return {
      expected: this.#expected,
      rows: this.#rows,
      missing: this.#missing,
      duplicates: this.#duplicates,
      unknown: this.#unknown,
      altered: this.#altered,
      corrected: this.#corrected,
      headerChanged,
    };
  }

  async #headerChanged(): Promise<boolean> {
    const top = await this.#ports.reader.read(this.#grant, this.#state.link.sheet, { fromRow: 1, rows: 1 });
    const cells = top?.[0]?.cells ?? [];
    return this.#headers.some((header, index) => cells[index] !== header);
  }

  async #eachPage(check: (rows: readonly SheetRow[]) => Promise<void>): Promise<void> {
    for (let fromRow = FIRST_ROW; ; fromRow += PAGE) {
      const page = await this.#ports.reader.read(this.#grant, this.#state.link.sheet, {
        fromRow,
        rows: PAGE,
      });
      if (page === undefined) return;
      await check(page);
    }
  }

  async #checkRows(rows: readonly SheetRow[]): Promise<void> {
    const known = await this.#exportedHere(rows);
    for (const row of rows) {
      this.#rows++;
      const stored = known.get(String(row.cells[0]));
      if (stored === undefined) {
        this.#unknown.add({ row: row.rowNumber, text: String(row.cells[0] ?? "").slice(0, 60) });
        continue;
      }
      if (!this.#seen.add(stored.record.id)) this.#repeated.add(fingerprint(stored.record.id));
      this.#checkCells(row, stored);
    }
  }

  /** Those of the rows' records that were exported to this very sheet, by id. */
  async #exportedHere(rows: readonly SheetRow[]): Promise<ReadonlyMap<string, StoredRecord>> {
    const ids = new Set<RecordId>();
    for (const { cells } of rows) {
      const id = idOf(cells[0]);
      if (id !== undefined) ids.add(id);
    }
    const stored = await this.#ports.register.byId(this.#grant.tenantId, [...ids]);
    return new Map(stored.filter((one) => this.#belongsHere(one)).map((one) => [one.record.id, one]));
  }

  #belongsHere({ mark }: StoredRecord): boolean {
    if (mark === null) return false;
    const segment = this.#state.ledger.segments.findLast(({ fromSequence }) => fromSequence <= mark.batch);
    const { spreadsheetId, tabId } = this.#state.link.sheet;
    return segment?.sheet.spreadsheetId === spreadsheetId && segment.sheet.tabId === tabId;
  }

  #checkCells(row: SheetRow, { record, mark }: StoredRecord): void {
    // The row shows an older revision, which is not kept; it can be checked again once it is corrected.
    if (mark === null || mark.revision !== record.revision) return;
    const { template, timeZone } = this.#state.link;
    const rendering = renderRow(record, template, timeZone);
    if (rendering.status !== "rendered") return;
    const cells = compareRow(rendering.row.cells, row.cells, this.#headers);
    if (cells.length > 0) this.#altered.add({ recordId: record.id, row: row.rowNumber, cells });
  }

  /** A second pass for the suspects alone, by their whole ids. */
  async #countRepeated(): Promise<void> {
    const first = new Set<string>();
    await this.#eachPage(async (rows) => {
      const suspects = rows.filter(({ cells }) => this.#repeated.has(fingerprint(String(cells[0]))));
      const known = await this.#exportedHere(suspects);
      for (const { cells, rowNumber } of suspects) {
        const stored = known.get(String(cells[0]));
        if (stored === undefined) continue;
        if (first.has(stored.record.id)) this.#duplicates.add({ recordId: stored.record.id, row: rowNumber });
        else first.add(stored.record.id);
      }
    });
  }

  async #findMissing(): Promise<void> {
    let after: RecordId | undefined;
    for (;;) {
      const page = await this.#ports.register.exported(this.#grant.tenantId, { after, limit: PAGE });
      for (const stored of page.filter((one) => this.#belongsHere(one))) {
        this.#expected++;
        if (stored.mark !== null && stored.record.revision > stored.mark.revision) this.#corrected++;
        if (!this.#seen.has(stored.record.id)) this.#missing.add(stored.record.id);
      }
      if (page.length < PAGE) return;
      after = page.at(-1)?.record.id;
    }
  }
}

/** What stands in column A, if it can be an id at all; people write other things there too. */
const idOf = (cell: SheetRow["cells"][number] | undefined): RecordId | undefined => {
  if (typeof cell !== "string") return undefined;
  try {
    return recordId(cell);
  } catch (refusal) {
    if (refusal instanceof InvalidInput) return undefined;
    throw refusal;
  }
};

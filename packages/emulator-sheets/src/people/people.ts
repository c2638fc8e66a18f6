import type { World } from "../faults/world.ts";
import { fileName, ownerOf, type Role, type StoredFile, type Version } from "../files/file.ts";
import type { Files } from "../files/files.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import { type BatchRequest, runBatch } from "../requests/run-batch.ts";
import { limits } from "../spreadsheet/limits.ts";
import { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";
import type { EmulatorClock } from "../time/clock.ts";
import { type InputValue, userEnteredCell } from "../values/entered-cell.ts";
import { localeOf } from "../values/locale.ts";
import { deleteLines, fillingTabs, insertLines, type Lines, type Sorting, sortTab } from "./tab-requests.ts";

export interface PeopleOptions {
  readonly files: Files;
  readonly random: SeededRandom;
  readonly world: World;
  readonly clock: EmulatorClock;
}

/** A cell of a tab, counted from 0. */
export interface CellPlace {
  readonly sheetId: number;
  readonly row: number;
  readonly column: number;
}

const officeMimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * What people do to a spreadsheet in the browser, beside the API: no token, no quota, no faults, no entry in the log.
 *
 * Everything happens as the spreadsheet's owner, who may edit what is protected. A spreadsheet that does not exist, or an
 * action that the browser would not offer, throws.
 */
export class People {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** Makes a spreadsheet and gives its id. */
  createSpreadsheet(ownerEmail: string, title: string): string {
    return this.#options.files.create({ owner: ownerEmail, project: "", name: title }).id;
  }

  /** Makes a copy with tabs, cells and metadata, as "Make a copy" does, and gives its id. */
  copySpreadsheet(spreadsheetId: string, ownerEmail = this.#owner(spreadsheetId)): string {
    const file = this.#file(spreadsheetId);
    const name = `Copy of ${fileName(file)}`;
    const { spreadsheet } = this.#current(file);
    const content = { ...spreadsheet, properties: { ...spreadsheet.properties, title: name } };
    return this.#options.files.create({ owner: ownerEmail, project: "", name, spreadsheet: content }).id;
  }

  /** Lets another person in, or changes what they may do. */
  share(spreadsheetId: string, email: string, role: Exclude<Role, "owner"> = "writer"): void {
    this.#options.files.share(this.#file(spreadsheetId), email, role);
  }

  /** Takes a person's access away. */
  unshare(spreadsheetId: string, email: string): void {
    const file = this.#file(spreadsheetId);
    const permissions = file.permissions.filter(({ emailAddress }) => emailAddress !== email);
    this.#options.files.change(file, { permissions });
  }

  /** Puts the file into the bin: the API goes on reading and writing it without a sign. */
  trash(spreadsheetId: string): void {
    this.#options.files.change(this.#file(spreadsheetId), { trashed: true });
  }

  untrash(spreadsheetId: string): void {
    this.#options.files.change(this.#file(spreadsheetId), { trashed: false });
  }

  /** Empties the bin: from now on the id is unknown. */
  deleteForever(spreadsheetId: string): void {
    this.#options.files.remove(this.#file(spreadsheetId).id);
  }

  /** Replaces the spreadsheet by an .xlsx file with the same id: the Sheets API refuses it from now on. */
  replaceByOfficeFile(spreadsheetId: string): void {
    this.#options.files.change(this.#file(spreadsheetId), { mimeType: officeMimeType });
  }

  renameTab(spreadsheetId: string, sheetId: number, title: string): void {
    this.edit(spreadsheetId, [
      { updateSheetProperties: { properties: { sheetId, title }, fields: "title" } },
    ]);
  }

  deleteTab(spreadsheetId: string, sheetId: number): void {
    this.edit(spreadsheetId, [{ deleteSheet: { sheetId } }]);
  }

  sortTab(spreadsheetId: string, sorting: Sorting): void {
    this.edit(spreadsheetId, [sortTab(sorting)]);
  }

  insertRows(spreadsheetId: string, rows: Lines): void {
    this.edit(spreadsheetId, [insertLines(rows, "ROWS")]);
  }

  deleteRows(spreadsheetId: string, rows: Lines): void {
    this.edit(spreadsheetId, [deleteLines(rows, "ROWS")]);
  }

  insertColumns(spreadsheetId: string, columns: Lines): void {
    this.edit(spreadsheetId, [insertLines(columns, "COLUMNS")]);
  }

  deleteColumns(spreadsheetId: string, columns: Lines): void {
    this.edit(spreadsheetId, [deleteLines(columns, "COLUMNS")]);
  }

  /** Switches a filter over the whole tab on. */
  filterTab(spreadsheetId: string, sheetId: number): void {
    this.edit(spreadsheetId, [{ setBasicFilter: { filter: { range: { sheetId } } } }]);
  }

  /** Protects a tab so that nobody but the owner and `editors` may change it. */
  protectTab(spreadsheetId: string, sheetId: number, editors: readonly string[] = []): void {
    const protectedRange = { range: { sheetId }, editors: { users: editors } };
    this.edit(spreadsheetId, [{ addProtectedRange: { protectedRange } }]);
  }

  /** Types into a cell: the text is read as the spreadsheet's locale reads it. */
  typeInto(spreadsheetId: string, { sheetId, row, column }: CellPlace, text: InputValue): void {
    this.#change(spreadsheetId, (draft) => {
      const { grid } = draft.grid(sheetId);
      const cells = [...grid.row(row)];
      while (cells.length <= column) cells.push(null);
      cells[column] = userEnteredCell(cells[column], text, {
        locale: localeOf(draft.properties.locale),
        titles: draft.sheets.map(({ title }) => title),
      });
      grid.setRow(row, cells);
    });
  }

  /** Adds tabs until no more than `cellsLeft` of the ten million cells are left. */
  fillToTheLimit(spreadsheetId: string, cellsLeft = 0): void {
    const { spreadsheet } = this.#current(this.#file(spreadsheetId));
    const requests = fillingTabs(spreadsheet, cellsLeft, limits.cells);
    if (requests.length > 0) this.edit(spreadsheetId, requests);
  }

  /** The numbers of the versions that can be restored, oldest first; the last one is the present. */
  versions(spreadsheetId: string): readonly number[] {
    return this.#options.files.versions(spreadsheetId).map(({ number }) => number);
  }

  /** Makes an older version the newest again. What becomes of the metadata is not known: the world decides. */
  restoreVersion(spreadsheetId: string, number: number): void {
    const { files, world } = this.#options;
    const file = this.#file(spreadsheetId);
    const version = files.versions(spreadsheetId).find((candidate) => candidate.number === number);
    if (version === undefined) throw new Error(`version ${number} of ${spreadsheetId} is not kept any more`);
    const { metadata } = this.#current(file).spreadsheet;
    const keepsNewest = world.restoring === "keeps the newest metadata";
    files.commit(file, keepsNewest ? { ...version.spreadsheet, metadata } : version.spreadsheet);
  }

  /** Anything else that the owner could do, as requests of a batch; gives the replies. */
  edit(spreadsheetId: string, requests: readonly BatchRequest[]): unknown[] {
    const { random, world, clock } = this.#options;
    const actor = { email: this.#owner(spreadsheetId), projectNumber: "", isOwner: true };
    return this.#change(spreadsheetId, (draft) =>
      runBatch(requests, { draft, random, actor, world, nowMs: clock.now() }),
    );
  }

  #change<Result>(spreadsheetId: string, work: (draft: SpreadsheetDraft) => Result): Result {
    const { files } = this.#options;
    const file = this.#file(spreadsheetId);
    const draft = new SpreadsheetDraft(this.#current(file).spreadsheet, files.store);
    const result = work(draft);
    files.commit(file, draft.finish());
    return result;
  }

  #file(id: string): StoredFile {
    const file = this.#options.files.find(id);
    if (file === undefined) throw new Error(`there is no file ${id}`);
    return file;
  }

  #current(file: StoredFile): Version {
    if (file.current === undefined) throw new Error(`${file.id} is not a spreadsheet`);
    return file.current;
  }

  #owner(id: string): string {
    return ownerOf(this.#file(id));
  }
}

import type { ChunkStore } from "../grid/chunk-store.ts";
import { Grid } from "../grid/grid.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import { defaultTheme } from "../spreadsheet/default-format.ts";
import { blankSheet, type Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import type { EmulatorClock } from "../time/clock.ts";
import { type Permission, type StoredFile, spreadsheetMimeType, type Version } from "./file.ts";
import type { FileShelf } from "./file-shelf.ts";
import { permissionIdOf } from "./permission-id.ts";

/** Older versions than these are forgotten, unless a stale read may still ask for them. */
const keptVersions = 20;
const idLength = 44;

interface NewFile {
  readonly owner: string;
  readonly project: string;
  readonly name: string;
  readonly mimeType?: string;
  readonly spreadsheet?: Spreadsheet;
}

export interface FilesOptions {
  readonly store: ChunkStore;
  readonly shelf: FileShelf;
  readonly clock: EmulatorClock;
  readonly random: SeededRandom;
}

/** The emulated Drive: every file with its permissions, every spreadsheet with its latest versions. */
export class Files {
  readonly store: ChunkStore;
  readonly #shelf: FileShelf;
  readonly #clock: EmulatorClock;
  readonly #random: SeededRandom;
  readonly #files = new Map<string, StoredFile>();
  readonly #versions = new Map<string, readonly Version[]>();
  /** How far back a read may look, in milliseconds: versions younger than this are kept in any number. */
  staleMs = 0;

  constructor({ store, shelf, clock, random }: FilesOptions) {
    this.store = store;
    this.#shelf = shelf;
    this.#clock = clock;
    this.#random = random;
    const drawn = shelf.loadState("random") as readonly number[] | undefined;
    if (drawn !== undefined) random.restore(drawn);
    for (const file of shelf.load()) {
      this.#files.set(file.id, file);
      if (file.current !== undefined) this.#versions.set(file.id, [file.current]);
    }
  }

  find(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** All files, in the order of their creation. */
  list(): readonly StoredFile[] {
    return [...this.#files.values()];
  }

  /** The versions that are still known, oldest first. */
  versions(id: string): readonly Version[] {
    return this.#versions.get(id) ?? [];
  }

  /** The spreadsheet as a reader sees it: with stale reads, as it was so long ago. */
  seen(id: string): Spreadsheet | undefined {
    const versions = this.versions(id);
    const until = this.#clock.now() - this.staleMs;
    return (versions.findLast((version) => version.atMs <= until) ?? versions[0])?.spreadsheet;
  }

  create({ owner, project, name, mimeType = spreadsheetMimeType, spreadsheet }: NewFile): StoredFile {
    const nowMs = this.#clock.now();
    const content = mimeType === spreadsheetMimeType ? (spreadsheet ?? this.blank(name)) : undefined;
    const permission: Permission = {
      id: permissionIdOf(owner),
      type: "user",
      emailAddress: owner,
      role: "owner",
    };
    const file: StoredFile = {
      id: this.#random.text(idLength),
      mimeType,
      name,
      permissions: [permission],
      trashed: false,
      createdMs: nowMs,
      modifiedMs: nowMs,
      projects: [project],
      ...(content === undefined ? {} : { current: { number: 1, atMs: nowMs, spreadsheet: content } }),
    };
    this.#put(file);
    return file;
  }

  /** A spreadsheet as Google makes it: one tab of 1000 rows and 26 columns with the id 0. */
  blank(title: string, locale = "en_US", timeZone = "Etc/GMT"): Spreadsheet {
    const sheet = blankSheet({ sheetId: 0, title: "Sheet1" }, new Grid(this.store, 1_000, 26));
    return {
      properties: { title, locale, timeZone, autoRecalc: "ON_CHANGE", spreadsheetTheme: defaultTheme },
      sheets: [sheet],
      namedRanges: [],
      metadata: [],
    };
  }

  /** Makes `spreadsheet` the newest version: the moment at which a change is there for everybody. */
  commit(file: StoredFile, spreadsheet: Spreadsheet): StoredFile {
    const atMs = this.#clock.now();
    const number = (file.current?.number ?? 0) + 1;
    const next = { ...file, modifiedMs: atMs, current: { number, atMs, spreadsheet } };
    this.#put(next);
    return next;
  }

  /** Changes what is known about a file beside its content. */
  change(
    file: StoredFile,
    changes: Partial<Pick<StoredFile, "permissions" | "trashed" | "mimeType" | "name" | "projects">>,
  ): StoredFile {
    const next = { ...file, ...changes };
    this.#put(next);
    return next;
  }

  share(file: StoredFile, emailAddress: string, role: Permission["role"]): Permission {
    const others = file.permissions.filter((permission) => permission.emailAddress !== emailAddress);
    const permission: Permission = { id: permissionIdOf(emailAddress), type: "user", emailAddress, role };
    this.change(file, { permissions: [...others, permission] });
    return permission;
  }

  remove(id: string): void {
    this.#files.delete(id);
    this.#versions.delete(id);
    this.#shelf.remove(id);
  }

  #put(file: StoredFile): void {
    this.#files.set(file.id, file);
    this.#shelf.save(file);
    // A later start must not draw the ids again that are on the shelf.
    this.#shelf.saveState("random", this.#random.save());
    const { current } = file;
    if (current === undefined) return;
    const before = this.versions(file.id).filter((version) => version.number < current.number);
    const horizon = this.#clock.now() - this.staleMs;
    // The newest version that is old enough to be seen stale must stay as well.
    const young = before.findLastIndex((version) => version.atMs <= horizon);
    const from = Math.max(
      0,
      Math.min(before.length - keptVersions, this.staleMs > 0 ? young : before.length),
    );
    this.#versions.set(file.id, [...before.slice(from), current]);
  }
}

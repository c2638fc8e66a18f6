import type { World } from "../faults/world.ts";
import type { Role } from "../files/file.ts";
import { ownerOf, type StoredFile } from "../files/file.ts";
import type { Files } from "../files/files.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import { type BatchRequest, runBatch } from "../requests/run-batch.ts";
import { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";
import type { EmulatorClock } from "../time/clock.ts";

export interface PeopleOptions {
  readonly files: Files;
  readonly random: SeededRandom;
  readonly world: World;
  readonly clock: EmulatorClock;
}

/** What people do to a spreadsheet in the browser, beside the API: no token, no quota, no faults, no log. */
export class People {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** Makes a spreadsheet and gives its id. */
  createSpreadsheet(ownerEmail: string, title: string): string {
    return this.#options.files.create({ owner: ownerEmail, project: "", name: title }).id;
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

  renameTab(spreadsheetId: string, sheetId: number, title: string): void {
    this.edit(spreadsheetId, [
      { updateSheetProperties: { properties: { sheetId, title }, fields: "title" } },
    ]);
  }

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

  /** Anything else that the owner could do, as requests of a batch; gives the replies. */
  edit(spreadsheetId: string, requests: readonly BatchRequest[]): unknown[] {
    const { files, random, world, clock } = this.#options;
    const file = this.#file(spreadsheetId);
    if (file.current === undefined) throw new Error(`${spreadsheetId} is not a spreadsheet`);
    const draft = new SpreadsheetDraft(file.current.spreadsheet, files.store);
    const actor = { email: ownerOf(file), projectNumber: "", isOwner: true };
    const replies = runBatch(requests, { draft, random, actor, world, nowMs: clock.now() });
    files.commit(file, draft.finish());
    return replies;
  }

  #file(id: string): StoredFile {
    const file = this.#options.files.find(id);
    if (file === undefined) throw new Error(`there is no file ${id}`);
    return file;
  }
}

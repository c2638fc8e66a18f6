import { SheetClient } from "./sheet-client.ts";
import { type Exporter, recordIdOf, type Strategy } from "./strategy.ts";
import { fairWeather, type Storm, storm, VirtualWorld } from "./virtual-world.ts";

/** What one story did to one sheet. */
export interface Outcome {
  readonly records: number;
  /** Rows beyond the first of their record, at the end. */
  readonly duplicates: number;
  /** Approved records that are not on the sheet at the end, although the exporter believes to be done. */
  readonly lost: number;
  /** Records that stood on the sheet after one run and not after a later one. */
  readonly vanished: number;
  /** Notes that a person wrote beside a record and that stand beside another one, or nowhere. */
  readonly notesAstray: number;
  /** Requests to the Sheets API. */
  readonly calls: number;
}

const RUNS = 8;
const APPROVED_A_RUN = 12;
const CALM_RUNS = 12;
const EVERY_MS = 15 * 60_000;
/** Longer than any late request; less than the time to the next run. */
const LATE_MS = 200_000;
const NOTES = 3;

/** Eight scheduled runs in the storm, a person who writes notes and sorts in between, then calm until nothing is left. */
export const play = async (strategy: Strategy, seed: number, weather: Storm = storm): Promise<Outcome> => {
  const world = await VirtualWorld.open(seed);
  try {
    return await new Story(world, await strategy.open(world)).tell(weather);
  } finally {
    await world.emulator.close();
  }
};

class Story {
  readonly #world: VirtualWorld;
  readonly #exporter: Exporter;
  readonly #eye: SheetClient;
  readonly #seen = new Set<string>();
  readonly #vanished = new Set<string>();
  readonly #callsToSetUp: number;
  #notes = 0;
  /** Counted from 0; the first one after the exporter's own. */
  #noteColumn = 0;

  constructor(world: VirtualWorld, exporter: Exporter) {
    this.#world = world;
    this.#exporter = exporter;
    this.#eye = new SheetClient(world, exporter.spreadsheetId);
    this.#callsToSetUp = world.calls;
  }

  async tell(weather: Storm): Promise<Outcome> {
    const { clock } = this.#world;
    this.#world.weather(weather);
    for (let run = 0; run < RUNS; run += 1) {
      await this.#exporter.approve(run * APPROVED_A_RUN, APPROVED_A_RUN);
      await this.#run();
      await clock.sleep(LATE_MS);
      await this.#look();
      if (run === RUNS / 2 - 1) await this.#annotateAndSort();
      await clock.sleep(EVERY_MS - LATE_MS);
    }
    this.#world.weather(fairWeather);
    for (let run = 0; run === 0 || (run < CALM_RUNS && (await this.#exporter.backlog()) > 0); run += 1) {
      await this.#run();
      await clock.sleep(EVERY_MS);
    }
    return this.#judge();
  }

  async #run(): Promise<void> {
    const again = (): Promise<void> =>
      this.#world.process((step) => this.#exporter.run(step)).then(() => undefined);
    await this.#world.process((step) => this.#exporter.run(step), again);
  }

  async #look(): Promise<void> {
    const present = new Set(await this.#ids());
    for (const id of this.#seen) if (!present.has(id)) this.#vanished.add(id);
    for (const id of present) this.#seen.add(id);
  }

  async #ids(): Promise<readonly string[]> {
    const rows = await this.#rows();
    return rows.flatMap(([id = ""]) => (id.startsWith("R0") ? [id] : []));
  }

  #rows() {
    // Peers write to the file's first tab, we to one of our own.
    const title = this.#exporter.tabId === 0 ? "Sheet1" : "Attendance";
    return this.#world.unseen(async () => {
      await this.#eye.signIn();
      return this.#eye.read(encodeURIComponent(`'${title}'!A:Z`));
    });
  }

  async #annotateAndSort(): Promise<void> {
    const { people } = this.#world.emulator;
    const { spreadsheetId, tabId: sheetId } = this.#exporter;
    const rows = await this.#rows();
    this.#noteColumn = rows[0]?.length ?? 0;
    this.#notes = Math.min(NOTES, rows.length - 1);
    people.edit(spreadsheetId, [{ appendDimension: { sheetId, dimension: "COLUMNS", length: 1 } }]);
    for (let row = 1; row <= this.#notes; row += 1)
      people.typeInto(spreadsheetId, { sheetId, row, column: this.#noteColumn }, `note on ${rows[row]?.[0]}`);
    people.sortTab(spreadsheetId, { sheetId, column: 0, isDescending: true });
  }

  async #judge(): Promise<Outcome> {
    const records = RUNS * APPROVED_A_RUN;
    const calls = this.#world.calls - this.#callsToSetUp;
    const rows = await this.#rows();
    const ids = await this.#ids();
    const present = new Set(ids);
    const all = Array.from({ length: records }, (_, number) => recordIdOf(number));
    const inPlace = rows.filter((row) => row[this.#noteColumn] === `note on ${row[0]}`).length;
    return {
      records,
      duplicates: ids.length - present.size,
      lost: all.filter((id) => !present.has(id)).length,
      vanished: this.#vanished.size,
      notesAstray: this.#notes - inPlace,
      calls,
    };
  }
}

import { PeerStore } from "./peer-store.ts";
import { RequestFailed, SheetClient } from "./sheet-client.ts";
import { type Shape, type Strategy, storyShape } from "./strategy.ts";
import type { Step, VirtualWorld } from "./virtual-world.ts";

/** What a strategy's own code may use. */
interface Tools {
  readonly sheet: SheetClient;
  readonly store: PeerStore;
  readonly step: Step;
  readonly shape: Shape;
  /** Tries a request up to four times, with the pauses that the peers' code has: 1, 2 and 4 seconds. */
  readonly retrying: <Result>(request: () => Promise<Result>) => Promise<Result>;
}

const TRIES = 4;
/** No loop is without a limit. */
const MOST_BATCHES = 100;

const peer = (
  about: Pick<Strategy, "name" | "does" | "usedBy">,
  exportAll: (tools: Tools) => Promise<void>,
): Strategy => ({
  ...about,
  open: async (world: VirtualWorld, shape: Shape = storyShape) => {
    const spreadsheetId = world.emulator.people.createSpreadsheet(world.credentials.email, about.name);
    const sheet = new SheetClient(world, spreadsheetId);
    const store = new PeerStore();
    await sheet.signIn();
    await sheet.update(1, [shape.row("Record")]);
    const retrying = async <Result>(request: () => Promise<Result>): Promise<Result> => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await request();
        } catch (failure) {
          if (!(failure instanceof RequestFailed) || attempt === TRIES) throw failure;
          await world.clock.sleep(2 ** (attempt - 1) * 1_000);
        }
      }
    };
    return {
      spreadsheetId,
      tabId: 0,
      approve: async (from, count) => store.approve(from, count),
      backlog: async () => store.backlog().length,
      run: async (step) => {
        try {
          await sheet.signIn();
          await exportAll({ sheet, store, step, shape, retrying });
        } catch (failure) {
          // The run failed; the next one is fifteen minutes away.
          if (!(failure instanceof RequestFailed)) throw failure;
        }
      },
    };
  },
});

/** Batch after batch until nothing is left. */
const eachBatch = async (
  { store, step, shape }: Tools,
  work: (ids: readonly string[]) => Promise<void>,
): Promise<void> => {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const ids = await step(async () => store.backlog().slice(0, shape.batchRows));
    if (ids.length === 0) return;
    await work(ids);
  }
};

const appendAndRetry = peer(
  {
    name: "append, retry blindly",
    does: "`values.append`, repeated after an error or no answer; then mark",
    usedBy: "Airbyte, airflow-provider-google-sheets, hotglue",
  },
  (tools) =>
    eachBatch(tools, async (ids) => {
      const { sheet, store, step, shape, retrying } = tools;
      await retrying(() => step(() => sheet.append(ids.map(shape.row))));
      await step(async () => store.mark(ids));
    }),
);

const readThenWriteBelow = peer(
  {
    name: "read the last row, write below it",
    does: "reads how many rows there are, writes at the computed address; then mark",
    usedBy: "n8n, Multiwoven, Stripe's sync engine",
  },
  (tools) =>
    eachBatch(tools, async (ids) => {
      const { sheet, store, step, shape, retrying } = tools;
      const used = await step(() => sheet.read("A:A"));
      await retrying(() => step(() => sheet.update(used.length + 1, ids.map(shape.row))));
      await step(async () => store.mark(ids));
    }),
);

const searchThenAppend = peer(
  {
    name: "search the key column, append what is missing",
    does: "reads all record ids before every attempt, appends those that are not there; then mark",
    usedBy: "Segment, moneyman",
  },
  (tools) =>
    eachBatch(tools, async (ids) => {
      const { sheet, store, step, shape, retrying } = tools;
      await retrying(async () => {
        const present = new Set((await step(() => sheet.read("A:A"))).map(([id]) => id));
        const missing = ids.filter((id) => !present.has(id));
        if (missing.length > 0) await step(() => sheet.append(missing.map(shape.row)));
      });
      await step(async () => store.mark(ids));
    }),
);

const markThenAppend = peer(
  {
    name: "mark, then append",
    does: "marks the records first, appends once, never repeats",
    usedBy: "the cautious reading of “at most once”",
  },
  (tools) =>
    eachBatch(tools, async (ids) => {
      const { sheet, store, step, shape } = tools;
      await step(async () => store.mark(ids));
      await step(() => sheet.append(ids.map(shape.row)));
    }),
);

const fullReplace = peer(
  {
    name: "clear and write everything",
    does: "clears its columns and writes all records again, every run",
    usedBy: "Lightdash, Looker, Airbyte's overwrite mode",
  },
  async ({ sheet, store, step, shape, retrying }) => {
    const { approved } = store;
    await retrying(() => step(() => sheet.clear(shape.row("").length)));
    await retrying(() => step(() => sheet.update(2, approved.map(shape.row))));
    await step(async () => store.mark(approved));
  },
);

export const peerStrategies: readonly Strategy[] = [
  appendAndRetry,
  readThenWriteBelow,
  searchThenAppend,
  markThenAppend,
  fullReplace,
];

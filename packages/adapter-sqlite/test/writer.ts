/**
 * A process that works on a store, for tests with several of them: `writer.ts FILE TASK NAME`. It says `ready` once the store
 * is open, begins when its standard input ends, and writes a line for whatever is kept.
 */
import { openSqliteStore, type SqliteStore } from "@attendance-export/adapter-sqlite";
import {
  type FrozenRow,
  type LinkState,
  localDate,
  type OpenBatch,
  type RecordDraft,
  recordId,
  runId,
  tenantId,
} from "@attendance-export/core";

const [file = "", task = "", name = ""] = process.argv.slice(2);
const tenant = tenantId("tenant-1");

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const withNotice = (state: LinkState, id: string): LinkState => ({
  ...state,
  ledger: { ...state.ledger, outbox: [...state.ledger.outbox, { id, kind: "reminder", code: null, at: 0 }] },
});

/** Adds notices to one link, one transaction each, and tells the longest time that one of them took. */
const notices = async ({ ledger }: SqliteStore): Promise<void> => {
  let longest = 0;
  for (let index = 0; index < 60; index += 1) {
    const started = performance.now();
    await ledger.transact(tenant, (state) =>
      state === undefined
        ? { result: undefined }
        : { state: withNotice(state, `${name}-${index}`), result: undefined },
    );
    longest = Math.max(longest, performance.now() - started);
  }
  say(`longest ${Math.round(longest)}`);
};

const draftAt = (index: number): RecordDraft => ({
  id: recordId(`${name}-${index}`),
  member: { id: "m-1", name: "Zoë Ångström" },
  session: { id: "s-1", name: "Morning" },
  date: localDate("2026-03-02"),
  checkIn: 0,
  checkOut: null,
  status: "approved",
  approval: null,
  fields: {},
});

/** Puts records as fast as it can, so that others must fight for the lock. */
const records = async ({ register }: SqliteStore): Promise<void> => {
  for (let start = 0; start < 20_000; start += 5_000)
    await register.put(
      tenant,
      Array.from({ length: 5_000 }, (_, offset) => draftAt(start + offset)),
    );
};

const openBatch = ({ link }: LinkState, sequence: number, rows: readonly FrozenRow[]): OpenBatch => ({
  sequence,
  linkId: link.linkId,
  sheet: link.sheet,
  receipt: { id: sequence, tag: "tag" },
  size: rows.length,
  state: "planned",
  plannedAt: 0,
  plannedBy: runId("run-1"),
  appliedAt: null,
  unansweredSince: null,
  inconclusive: 0,
  unknownRefusals: 0,
  giveUp: null,
});

/** Opens and closes batch after batch until it is killed; goes on with the batch that a killed one left open. */
const batches = async ({ ledger }: SqliteStore): Promise<void> => {
  const rows: readonly FrozenRow[] = Array.from({ length: 500 }, (_, index) => ({
    recordId: recordId(`r-${index}`),
    revision: 1,
    cells: ["x".repeat(2_000)],
  }));
  for (;;) {
    const open = await ledger.transact(tenant, (state) => {
      if (state === undefined) return { result: undefined };
      if (state.ledger.open !== null) return { result: state.ledger.open };
      const batch = openBatch(state, state.ledger.nextSequence, rows);
      const grown = { ...state.ledger, open: batch, nextSequence: batch.sequence + 1 };
      return { state: { ...state, ledger: grown }, batch: { kind: "freeze", batch, rows }, result: batch };
    });
    if (open === undefined) return;
    say(`opened ${open.sequence}`);
    await ledger.transact(tenant, (state) => {
      if (state === undefined) return { result: undefined };
      const closed = { ...open, outcome: "confirmed", closedAt: 1 } as const;
      return {
        state: { ...state, ledger: { ...state.ledger, open: null } },
        batch: { kind: "close", batch: closed },
        result: undefined,
      };
    });
    say(`closed ${open.sequence}`);
  }
};

/** Tries to take every consent, and says which it got. */
const consents = async ({ consents: pending }: SqliteStore): Promise<void> => {
  for (let index = 0; index < 200; index += 1) {
    const consent = await pending.take(`digest-${index}`);
    if (consent !== undefined) say(`took ${consent.stateDigest}`);
  }
};

const tasks: Readonly<Record<string, (store: SqliteStore) => Promise<void>>> = {
  open: async () => undefined,
  notices,
  records,
  batches,
  consents,
  put: async ({ register }) => {
    await register.put(tenant, [draftAt(0)]);
  },
};

const store = openSqliteStore(file);
say("ready");
process.stdin.resume();
process.stdin.on("end", async () => {
  await tasks[task]?.(store).catch((failure: Error) => say(`failed ${failure.message}`));
  store.close();
  say("done");
});

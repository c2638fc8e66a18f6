import assert from "node:assert/strict";
import { type FailureCode, PortFailure } from "@attendance-export/core";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { guardedRun } from "../test/guarded-run.ts";
import { noWaits } from "../test/seeded-ids.ts";
import { outcomeOf } from "../test/virtual-time.ts";
import type { Service } from "./policy.ts";
import type { CallKind } from "./port-call.ts";
import { resilientAdminNotifier } from "./resilient-admin-notifier.ts";
import { resilientAttendanceRegister } from "./resilient-attendance-register.ts";
import { resilientAttendanceStore } from "./resilient-attendance-store.ts";
import { resilientCredentialStore } from "./resilient-credential-store.ts";
import { resilientExportLedger } from "./resilient-export-ledger.ts";
import { resilientLinkedSheetStore } from "./resilient-linked-sheet-store.ts";
import { resilientReceiptBook } from "./resilient-receipt-book.ts";
import { resilientSheetReader } from "./resilient-sheet-reader.ts";
import { resilientSheetSink } from "./resilient-sheet-sink.ts";
import { resilientSpreadsheetSetup } from "./resilient-spreadsheet-setup.ts";
import { resilientSyncRunLog } from "./resilient-sync-run-log.ts";
import type { RunGuard } from "./run-guard.ts";

type AnyPort = Record<string, (...handed: unknown[]) => Promise<unknown>>;

/** A port that is all failure: it notes which method was called with what, and rejects. */
const brokenPort = (code: FailureCode, calls: { method: string; handed: unknown[] }[]): AnyPort =>
  new Proxy<AnyPort>(
    {},
    {
      get:
        (_port, method) =>
        (...handed: unknown[]) => {
          calls.push({ method: String(method), handed });
          return Promise.reject(new PortFailure(code, "broken"));
        },
    },
  );

interface WrappedPort {
  readonly wrap: (port: never, run: RunGuard) => object;
  readonly service: Service;
  /** What each method's comment promises about calling it twice. */
  readonly methods: Record<string, CallKind>;
}

/** Every method of every wrapped port. */
const ports: Record<string, WrappedPort> = {
  SheetSink: {
    wrap: resilientSheetSink,
    service: "sheets",
    methods: { append: "repeatable", probe: "read" },
  },
  ReceiptBook: {
    wrap: resilientReceiptBook,
    service: "sheets",
    methods: { read: "read", void: "repeatable", prune: "repeatable" },
  },
  SheetReader: { wrap: resilientSheetReader, service: "sheets", methods: { read: "read" } },
  SpreadsheetSetup: {
    wrap: resilientSpreadsheetSetup,
    service: "sheets",
    methods: { create: "once", addTab: "repeatable", receiptsAreWriteOnce: "repeatable" },
  },
  ExportLedger: {
    wrap: resilientExportLedger,
    service: "store",
    methods: { transact: "repeatable", frozenRows: "read", closedBatches: "read" },
  },
  AttendanceStore: {
    wrap: resilientAttendanceStore,
    service: "store",
    methods: { backlog: "read", markExported: "repeatable", setAside: "repeatable", quarantine: "read" },
  },
  AttendanceRegister: {
    wrap: resilientAttendanceRegister,
    service: "store",
    methods: { put: "repeatable", byId: "read", exported: "read", tally: "read" },
  },
  LinkedSheetStore: {
    wrap: resilientLinkedSheetStore,
    service: "store",
    methods: { load: "read", list: "read", due: "read" },
  },
  SyncRunLog: {
    wrap: resilientSyncRunLog,
    service: "store",
    methods: { begin: "repeatable", finish: "repeatable", recent: "read", find: "read" },
  },
  CredentialStore: {
    wrap: resilientCredentialStore,
    service: "store",
    methods: { keep: "repeatable", find: "read", forget: "repeatable" },
  },
  AdminNotifier: { wrap: resilientAdminNotifier, service: "notices", methods: { tell: "repeatable" } },
};

const methods = Object.entries(ports).flatMap(([port, { wrap, service, methods }]) =>
  Object.entries(methods).map(([method, kind]) => ({
    name: `${port}.${method}`,
    method,
    service,
    kind,
    wrap,
  })),
);

/** Which calls the port behind the wrapper sees when it fails with this code, always. */
const callsMade = async (
  { method, wrap }: (typeof methods)[number],
  code: FailureCode,
): Promise<readonly { method: string; handed: unknown[] }[]> => {
  const calls: { method: string; handed: unknown[] }[] = [];
  const wrapped = wrap(brokenPort(code, calls) as never, guardedRun({ jitter: noWaits })) as AnyPort;
  const call = wrapped[method];
  assert.ok(call !== undefined);
  const outcome = await outcomeOf(call("one", "two", "three"));
  assert.equal(outcome.status, "rejected");
  assert.equal((outcome.reason as PortFailure).code, code);
  return calls;
};

describe("a resilient port", () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => vi.useRealTimers());

  it.each(Object.entries(ports))("%s has the port's methods and no other", (_name, { wrap, methods }) => {
    const wrapped = wrap(brokenPort("unreachable", []) as never, guardedRun());
    assert.deepEqual(Object.keys(wrapped).toSorted(), Object.keys(methods).toSorted());
  });

  it.each(methods)(
    "$name is a call to $service of the kind $kind, and is called so where it fails",
    async ({ name, method, service, kind, wrap }) => {
      const run = guardedRun({ policy: { retries: 0 } });
      const made = vi.spyOn(run, "call");
      const wrapped = wrap(brokenPort("unreachable", []) as never, run) as AnyPort;
      await outcomeOf(wrapped[method]?.("one", "two", "three") ?? Promise.resolve());
      assert.deepEqual(
        made.mock.calls.map(([call]) => call),
        [{ name, service, kind }],
      );
    },
  );

  it.each(methods)("$name is tried six times while nothing is done", async (subject) => {
    assert.equal((await callsMade(subject, "unreachable")).length, 6);
  });

  it.each(methods)(
    "$name is tried again after an answer that leaves it open, if it may be: $kind",
    async (subject) => {
      const expected = subject.kind === "once" ? 1 : 6;
      assert.equal((await callsMade(subject, "provider-error")).length, expected);
    },
  );

  it.each(methods)(
    "$name is tried once when there is no answer, whatever its port promises",
    async (subject) => {
      assert.equal((await callsMade(subject, "no-answer")).length, 1);
    },
  );

  it.each(methods)("$name hands over what it was given, every time", async (subject) => {
    for (const { method, handed } of await callsMade(subject, "rate-limited")) {
      assert.equal(method, subject.method);
      const arity = handed.length;
      assert.deepEqual(handed, ["one", "two", "three"].slice(0, arity));
      assert.ok(arity > 0);
    }
  });
});

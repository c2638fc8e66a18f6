import assert from "node:assert/strict";
import {
  isPortFailure,
  linkId,
  PortFailure,
  runId,
  type SealedBatch,
  type SheetSink,
  spreadsheetId,
  tabId,
  tenantId,
} from "@attendance-export/core";
import { type Contract, type Saboteurs, verify, verifyContract } from "@attendance-export/core/contract";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { guardedRun } from "../test/guarded-run.ts";
import { type ScriptedRequest, ScriptedService } from "../test/scripted-service.ts";
import { outcomeOf } from "../test/virtual-time.ts";
import { resilientSheetSink } from "./resilient-sheet-sink.ts";

const grant = { tenantId: tenantId("tenant-1"), version: 1 };
const sheet = { spreadsheetId: spreadsheetId("sheet-1"), tabId: tabId(0) };
const batch: SealedBatch = {
  batch: {
    sequence: 1,
    linkId: linkId("link-1"),
    sheet,
    receipt: { id: 1_048_577, tag: "tag" },
    size: 0,
    state: "planned",
    plannedAt: 0,
    plannedBy: runId("run-1"),
    appliedAt: null,
    unansweredSince: null,
    inconclusive: 0,
    unknownRefusals: 0,
    giveUp: null,
  },
  rows: [],
};

/** A sink whose service follows a script and notes every append that reached it. */
class ScriptedSink implements SheetSink {
  readonly #service: ScriptedService;
  constructor(service: ScriptedService) {
    this.#service = service;
  }

  async append(): ReturnType<SheetSink["append"]> {
    await this.#service.request();
    return { status: "appended" };
  }

  async probe(): Promise<void> {
    await this.#service.request();
  }
}

/** How a wrapper is held to decision 4 of the protocol: what reached the service, and what the caller was told. */
interface Trial {
  append(
    ...script: readonly ScriptedRequest[]
  ): Promise<{ readonly requests: number; readonly told: string }>;
  close(): Promise<void>;
}

const trialOf = (wrap: (sink: SheetSink) => SheetSink) => async (): Promise<Trial> => ({
  async append(...script) {
    const service = new ScriptedService(...script);
    const outcome = await outcomeOf(wrap(new ScriptedSink(service)).append(grant, batch));
    const told =
      outcome.status === "fulfilled"
        ? outcome.value.status
        : isPortFailure(outcome.reason)
          ? outcome.reason.code
          : "a defect";
    return { requests: service.requests, told };
  },
  close: () => Promise.resolve(),
});

const retries = {
  port: "resilient SheetSink",
  guarantees: {
    "does not repeat an append that nobody answered": async (trial: Trial) => {
      assert.deepEqual(await trial.append({ fails: "no-answer" }, {}), { requests: 1, told: "no-answer" });
    },
    "does not repeat an append that is still under way when its time is up": async (trial: Trial) => {
      assert.deepEqual(await trial.append({ takesMs: 600_000 }, {}), { requests: 1, told: "no-answer" });
    },
    "repeats an append that was answered with an error": async (trial: Trial) => {
      assert.deepEqual(await trial.append({ fails: "provider-error" }, {}), {
        requests: 2,
        told: "appended",
      });
    },
    "keeps the doubt when a harmless failure follows": async (trial: Trial) => {
      const { told } = await trial.append({ fails: "provider-error" }, { fails: "rate-limited" });
      assert.equal(told, "provider-error");
    },
    "leaves a link's own failure alone": async (trial: Trial) => {
      assert.deepEqual(await trial.append({ fails: "access-denied" }, {}), {
        requests: 1,
        told: "access-denied",
      });
    },
  },
} satisfies Contract<Trial, string>;

type Sentence = keyof typeof retries.guarantees;

/** Appends again whenever `again` says so; without the budget, the waits and the doubt. */
const eager =
  (again: (failure: PortFailure) => boolean) =>
  (sink: SheetSink): SheetSink => ({
    append: async (...handed) => {
      for (let left = 5; ; left -= 1)
        try {
          return await sink.append(...handed);
        } catch (thrown) {
          if (!isPortFailure(thrown) || left === 0 || !again(thrown)) throw thrown;
        }
    },
    probe: (...handed) => sink.probe(...handed),
  });

/** Gives up after a minute and sends the same bytes again, while the first ones may still be on their way. */
const impatient = (sink: SheetSink): SheetSink => ({
  append: (...handed) => {
    const timeUp = new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new PortFailure("provider-error", "a minute is enough")), 60_000),
    );
    return eager(({ code }) => code === "provider-error")({
      ...sink,
      append: () => Promise.race([sink.append(...handed), timeUp]),
    }).append(...handed);
  },
  probe: (...handed) => sink.probe(...handed),
});

const saboteurs: Saboteurs<Trial, Sentence> = {
  "does not repeat an append that nobody answered": trialOf(eager(({ kind }) => kind.class !== "permanent")),
  "does not repeat an append that is still under way when its time is up": trialOf(impatient),
  "repeats an append that was answered with an error": trialOf(eager(() => false)),
  "keeps the doubt when a harmless failure follows": trialOf(eager(({ kind }) => kind.retry === "in-run")),
  "leaves a link's own failure alone": trialOf(eager(() => true)),
};

describe("appending in doubt", () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => vi.useRealTimers());

  verify({ describe, it }, retries, {
    adapter: "resilientSheetSink",
    open: trialOf((sink) => resilientSheetSink(sink, guardedRun())),
  });
  verifyContract({ describe, it }, retries, saboteurs);
});

import { PortFailure } from "../failures/port-failure.ts";
import { MemoryReceiptBook } from "../memory/memory-receipt-book.ts";
import { MemorySheetSink } from "../memory/memory-sheet-sink.ts";
import type { AppendOutcome } from "../ports/sheet-sink.ts";
import type { ExportPorts } from "../use-cases/export/run-context.ts";
import { type Fault, sheetFaults } from "./faults.ts";
import { simulatedAppend } from "./simulated-append.ts";
import { type Process, simulatedCall } from "./simulated-call.ts";
import type { World } from "./world.ts";

const noAnswer = (): PortFailure => new PortFailure("no-answer", "the simulation lost it");
const fails = (code: "provider-error" | "rate-limited") => (): Promise<never> =>
  Promise.reject(new PortFailure(code, "the simulation's weather"));

const refusals = ["content-refused", "refused-unknown"] as const;

/** The sheets, as one process reaches them. */
export const simulatedSheets = (world: World, process: Process): Pick<ExportPorts, "sink" | "receipts"> => {
  const sink = new MemorySheetSink(world.spreadsheets);
  const append = simulatedAppend(world, sink);
  const receipts = new MemoryReceiptBook(world.spreadsheets);

  const sheet = <Result>(
    name: string,
    effect: () => Promise<Result>,
    answers: Partial<Record<Fault, () => Promise<Result>>> = {},
  ): Promise<Result> =>
    simulatedCall(world, process, {
      name,
      effect,
      faults: sheetFaults,
      silence: noAnswer,
      answers: {
        "server-error-before": fails("provider-error"),
        "server-error-after": () =>
          world
            .takeEffect(`${process.name} ${name}`, effect)
            .then(fails("provider-error"), fails("provider-error")),
        throttled: fails("rate-limited"),
        ...answers,
      },
    });
  const spurious = (): Promise<Extract<AppendOutcome, { status: "refused" }>> => {
    const code = refusals[world.decider.pick(refusals.length, "plan")] ?? "refused-unknown";
    return Promise.resolve({ status: "refused", failure: new PortFailure(code, "the simulation's whim") });
  };

  return {
    sink: {
      append: (grant, sealed) =>
        sheet("append", () => append(grant, sealed), { "spurious-refusal": spurious }),
      probe: (...call) => sheet("probe", () => sink.probe(...call)),
    },
    receipts: {
      read: (...call) =>
        sheet("receipts.read", () => receipts.read(...call), { "stale-read": () => Promise.resolve("none") }),
      void: (...call) =>
        sheet("receipts.void", () => receipts.void(...call), { "spurious-refusal": spurious }),
      prune: (...call) => sheet("receipts.prune", () => receipts.prune(...call)),
    },
  };
};

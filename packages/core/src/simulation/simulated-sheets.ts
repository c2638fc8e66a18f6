import { PortFailure } from "../failures/port-failure.ts";
import { MemoryReceiptBook } from "../memory/memory-receipt-book.ts";
import { MemorySheetSink } from "../memory/memory-sheet-sink.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { AppendOutcome } from "../ports/sheet-sink.ts";
import type { ExportPorts } from "../use-cases/export/run-context.ts";
import { type Fault, sheetFaults } from "./faults.ts";
import type { Process } from "./process.ts";
import { simulatedAppend } from "./simulated-append.ts";
import { simulatedCall } from "./simulated-call.ts";
import type { World } from "./world.ts";

/** Words of the weather, by which the oracles know that no record is to blame. */
const WEATHER = "the simulation's weather";
const noAnswer = (): PortFailure => new PortFailure("no-answer", "the simulation lost it");
const refusals = ["content-refused", "refused-unknown"] as const;

type Refused = Extract<AppendOutcome, { status: "refused" }>;
type Answers<Result> = Partial<Record<Fault, () => Promise<Result>>>;

/** The sheets, as one process reaches them. */
export const simulatedSheets = (world: World, process: Process): Pick<ExportPorts, "sink" | "receipts"> => {
  const sink = new MemorySheetSink(world.spreadsheets);
  const append = simulatedAppend(world, sink);
  const receipts = new MemoryReceiptBook(world.spreadsheets);

  const sheet = <Result>(
    name: string,
    grant: Grant,
    work: () => Promise<Result>,
    own: Answers<Result> = {},
    blame: () => void = () => undefined,
  ): Promise<Result> => {
    world.mayConcern(process, grant.tenantId, name);
    const effect = (): Promise<Result> => world.served(grant, work);
    const failing = (): Promise<never> => {
      blame();
      return fails("provider-error");
    };
    const answers: Answers<Result> = {
      "server-error-before": failing,
      "server-error-after": () =>
        world.takeEffect(process, name, ", which fails all the same", effect).then(failing, failing),
      throttled: () => fails("rate-limited"),
      denied: () => {
        process.denials++;
        return fails("access-denied");
      },
      ...own,
    };
    return simulatedCall(world, process, { name, effect, faults: sheetFaults, silence: noAnswer, answers });
  };
  const writing =
    <Result>(grant: Grant, work: () => Promise<Result>) =>
    (): Promise<Result> =>
      world.isViewer(grant.tenantId) ? denied() : work();
  const refusing = (blame: () => void) => async (): Promise<Refused> => {
    blame();
    const code = refusals[world.decider.pick(refusals.length, "plan")] ?? "refused-unknown";
    return { status: "refused", failure: new PortFailure(code, WEATHER) };
  };

  return {
    sink: {
      append: (grant, sealed) => {
        const blame = (): void => world.blame(grant.tenantId, sealed);
        const work = writing(grant, () => append(grant, sealed));
        return sheet("append", grant, work, { "spurious-refusal": refusing(blame) }, blame);
      },
      probe: (grant, address) => sheet("probe", grant, () => sink.probe(grant, address)),
    },
    receipts: {
      read: (grant, batch) =>
        sheet("receipts.read", grant, () => receipts.read(grant, batch), {
          "stale-read": async () => "none" as const,
        }),
      void: (grant, batch) =>
        sheet(
          "receipts.void",
          grant,
          writing(grant, () => receipts.void(grant, batch)),
          {
            "spurious-refusal": refusing(() => undefined),
          },
        ),
      prune: (grant, request) =>
        sheet(
          "receipts.prune",
          grant,
          writing(grant, () => receipts.prune(grant, request)),
        ),
    },
  };
};

const fails = (code: "provider-error" | "rate-limited" | "access-denied"): Promise<never> =>
  Promise.reject(new PortFailure(code, WEATHER));

const denied = (): Promise<never> =>
  Promise.reject(new PortFailure("access-denied", "a viewer may not write"));

import { type Clock, isPortFailure, type ReceiptBook, type SheetSink } from "@attendance-export/core";

/** Hears of every call to Google's Sheets, each attempt by itself: `outcome` is `ok`, `refused` or a failure's code. */
export type CallMeter = (call: string, outcome: string, ms: number) => void;

export const noMeter: CallMeter = () => undefined;

export interface Metering {
  readonly meter: CallMeter;
  readonly clock: Clock;
}

export const meteredSheetSink = (sink: SheetSink, metering: Metering): SheetSink => ({
  append: (grant, batch) =>
    measured(
      "append",
      metering,
      () => sink.append(grant, batch),
      ({ status }) => (status === "appended" ? "ok" : status),
    ),
  probe: (grant, sheet) => measured("probe", metering, () => sink.probe(grant, sheet)),
});

export const meteredReceiptBook = (book: ReceiptBook, metering: Metering): ReceiptBook => ({
  read: (grant, batch) => measured("read-receipt", metering, () => book.read(grant, batch)),
  void: (grant, batch) => measured("void-receipt", metering, () => book.void(grant, batch)),
  prune: (grant, request) => measured("prune-receipts", metering, () => book.prune(grant, request)),
});

const measured = async <Answer>(
  call: string,
  { meter, clock }: Metering,
  invoke: () => Promise<Answer>,
  outcomeOf: (answer: Answer) => string = () => "ok",
): Promise<Answer> => {
  const startedAt = clock.now();
  try {
    const answer = await invoke();
    meter(call, outcomeOf(answer), clock.now() - startedAt);
    return answer;
  } catch (thrown) {
    meter(call, isPortFailure(thrown) ? thrown.code : "defect", clock.now() - startedAt);
    throw thrown;
  }
};

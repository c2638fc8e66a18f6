import { isPortFailure, type PortFailure } from "../../failures/port-failure.ts";
import type { Grant } from "../../model/linked-sheet.ts";
import type { ReceiptBook } from "../../ports/receipt-book.ts";
import type { SheetReader } from "../../ports/sheet-reader.ts";
import type { SheetSink } from "../../ports/sheet-sink.ts";
import type { SpreadsheetSetup } from "../../ports/spreadsheet-setup.ts";
import { type MemorySpreadsheetWorld, openMemorySpreadsheetWorld } from "./memory-spreadsheet-world.ts";

/** Opens a world in which one thing is broken. */
export type Saboteur = () => Promise<MemorySpreadsheetWorld>;

/** What a broken world has instead of the sound part. */
export const sabotaged =
  (breakage: (world: MemorySpreadsheetWorld) => Partial<MemorySpreadsheetWorld>): Saboteur =>
  async () => {
    const world = await openMemorySpreadsheetWorld();
    return { ...world, ...breakage(world) };
  };

/** A sink and its twin, broken alike; what the breakage does not name works. */
export const brokenSink = (breakage: (world: MemorySpreadsheetWorld) => Partial<SheetSink>): Saboteur =>
  sabotaged((world) => {
    const broken = (): SheetSink => ({ ...soundSink(world.sink), ...breakage(world) });
    return { sink: broken(), twin: broken() };
  });

export const brokenBook = (breakage: (world: MemorySpreadsheetWorld) => Partial<ReceiptBook>): Saboteur =>
  sabotaged((world) => ({ book: { ...soundBook(world.book), ...breakage(world) } }));

export const brokenReader = (breakage: (world: MemorySpreadsheetWorld) => SheetReader["read"]): Saboteur =>
  sabotaged((world) => ({ reader: { read: breakage(world) } }));

export const brokenSetup = (
  breakage: (world: MemorySpreadsheetWorld) => Partial<SpreadsheetSetup>,
): Saboteur => sabotaged((world) => ({ setup: { ...soundSetup(world.setup), ...breakage(world) } }));

/** Stands between the caller and every method of every port. `call` makes the call with a grant of its choice. */
export type Interceptor = (call: (grant: Grant) => Promise<unknown>, grant: Grant) => Promise<unknown>;

export const intercepted = (interceptor: (world: MemorySpreadsheetWorld) => Interceptor): Saboteur =>
  sabotaged((world) => {
    const intercept = interceptor(world);
    const around = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, name) => {
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== "function") return method;
          return (given: Grant, asked: unknown) =>
            intercept((grant) => Reflect.apply(method, target, [grant, asked]), given);
        },
      });
    return {
      sink: around(world.sink),
      twin: around(world.twin),
      book: around(world.book),
      reader: around(world.reader),
      setup: around(world.setup),
    };
  });

/** The failure that the call rejected with; undefined where it did not. What is no failure of a port goes on. */
export const caught = async (call: Promise<unknown>): Promise<PortFailure | undefined> => {
  try {
    await call;
    return undefined;
  } catch (thrown) {
    if (isPortFailure(thrown)) return thrown;
    throw thrown;
  }
};

const soundSink = (sink: SheetSink): SheetSink => ({
  append: (grant, sealed) => sink.append(grant, sealed),
  probe: (grant, sheet) => sink.probe(grant, sheet),
});

const soundBook = (book: ReceiptBook): ReceiptBook => ({
  read: (grant, batch) => book.read(grant, batch),
  void: (grant, batch) => book.void(grant, batch),
  prune: (grant, request) => book.prune(grant, request),
});

const soundSetup = (setup: SpreadsheetSetup): SpreadsheetSetup => ({
  create: (grant, plan) => setup.create(grant, plan),
  addTab: (grant, plan) => setup.addTab(grant, plan),
  receiptsAreWriteOnce: (grant, plan) => setup.receiptsAreWriteOnce(grant, plan),
});

import assert from "node:assert/strict";
import { isPortFailure } from "../../failures/port-failure.ts";
import type { Closable, Guarantee } from "../contract.ts";

/** `before`: nothing is done. `after`: the call has its effect and only the answer is lost. */
export type StoreFault =
  | { readonly code: "store-unavailable"; readonly when: "before" | "after" }
  | { readonly code: "store-full" | "store-misconfigured"; readonly when: "before" };

/** Makes the service behind the adapter fail; the adapter itself has to find the words for it. */
export interface StoreLever {
  /** From now on every call through the subject's ports fails so, however often it is repeated. */
  pull(fault: StoreFault): Promise<void>;
  release(): Promise<void>;
}

/** What every subject of a store port has besides its port. */
export interface StoreSubject extends Closable {
  readonly lever: StoreLever;
}

/** A call of one method, with arguments that suit what was arranged. */
type Call<Port> = (port: Port) => Promise<unknown>;

/** How a port is tried while its service fails. */
export interface FailureTrial<Port, Subject extends StoreSubject & { readonly port: Port }> {
  /** Makes a store in which every write below would show. */
  readonly arrange: (subject: Subject) => Promise<void>;
  readonly reads: Readonly<Record<string, Call<Port>>>;
  readonly writes: Readonly<Record<string, Call<Port>>>;
  /** All that the port could change, read beside it. */
  readonly truth: (subject: Subject) => Promise<unknown>;
}

export type FailureSentence =
  | "rejects with store-unavailable while the store is away, and changes nothing"
  | "rejects with store-misconfigured while the store refuses, and changes nothing";

export type WriteFailureSentence =
  | "rejects with store-full while there is no room, and changes nothing"
  | "rejects with store-unavailable when an answer is lost, and a repeat changes nothing more";

const rejectsWith = (code: StoreFault["code"], name: string, call: () => Promise<unknown>): Promise<void> =>
  assert.rejects(
    call,
    (thrown) => isPortFailure(thrown) && thrown.code === code && thrown.message !== "",
    `${name} must reject with a PortFailure ${code}`,
  );

/** The unhappy paths that every store port has. */
export const storeFailures = <Port, Subject extends StoreSubject & { readonly port: Port }>({
  arrange,
  reads,
  writes,
  truth,
}: FailureTrial<Port, Subject>): Readonly<Record<FailureSentence, Guarantee<Subject>>> => {
  const failsBefore =
    (code: StoreFault["code"]): Guarantee<Subject> =>
    async (subject) => {
      await arrange(subject);
      const before = await truth(subject);
      await subject.lever.pull({ code, when: "before" });
      for (const [name, call] of Object.entries({ ...reads, ...writes }))
        await rejectsWith(code, name, () => call(subject.port));
      await subject.lever.release();
      assert.deepEqual(await truth(subject), before);
    };
  return {
    "rejects with store-unavailable while the store is away, and changes nothing":
      failsBefore("store-unavailable"),
    "rejects with store-misconfigured while the store refuses, and changes nothing":
      failsBefore("store-misconfigured"),
  };
};

/** The unhappy paths of a port that writes. */
export const storeWriteFailures = <Port, Subject extends StoreSubject & { readonly port: Port }>({
  arrange,
  reads,
  writes,
  truth,
}: FailureTrial<Port, Subject>): Readonly<Record<WriteFailureSentence, Guarantee<Subject>>> => ({
  "rejects with store-full while there is no room, and changes nothing": async (subject) => {
    await arrange(subject);
    const before = await truth(subject);
    await subject.lever.pull({ code: "store-full", when: "before" });
    for (const [name, call] of Object.entries(writes))
      await rejectsWith("store-full", name, () => call(subject.port));
    await subject.lever.release();
    assert.deepEqual(await truth(subject), before);
  },
  "rejects with store-unavailable when an answer is lost, and a repeat changes nothing more": async (
    subject,
  ) => {
    await arrange(subject);
    for (const [name, call] of Object.entries({ ...writes, ...reads })) {
      const before = await truth(subject);
      await subject.lever.pull({ code: "store-unavailable", when: "after" });
      await rejectsWith("store-unavailable", name, () => call(subject.port));
      await subject.lever.release();
      const after = await truth(subject);
      if (name in writes) assert.notDeepEqual(after, before, `${name} must have had its effect`);
      else assert.deepEqual(after, before, `${name} must change nothing`);
      await call(subject.port);
      assert.deepEqual(await truth(subject), after, `${name}, repeated, must change nothing more`);
    }
  },
});

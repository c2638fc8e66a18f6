import assert from "node:assert/strict";
import type { FailureCode } from "../failures/failure-table.ts";
import { isPortFailure } from "../failures/port-failure.ts";
import type { Closable } from "./contract.ts";

/** What every subject of a port that hands something over has besides its port. */
export interface MessageSubject extends Closable {
  readonly lever: {
    /** From now on nobody takes anything; the adapter itself has to find the words for it. */
    refuse(): Promise<void>;
    release(): Promise<void>;
  };
  /** What must never be in a failure: passwords, tokens. */
  secrets(): readonly string[];
}

/** A call must reject with this code, with words for people. */
export const mustRejectWith = async (code: FailureCode, call: () => Promise<unknown>): Promise<Error> => {
  const thrown: unknown = await call().then(
    () => undefined,
    (failure: unknown) => failure,
  );
  assert.ok(isPortFailure(thrown), `it must reject with a PortFailure, not with ${String(thrown)}`);
  assert.equal(thrown.code, code);
  assert.notEqual(thrown.message, "");
  return thrown;
};

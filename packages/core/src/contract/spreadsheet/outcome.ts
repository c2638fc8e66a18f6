import assert from "node:assert/strict";
import { isPortFailure, type PortFailure } from "../../failures/port-failure.ts";

/** How a call ended, in words: `appended`, `refused receipt-in-use`, `rejected no-answer`; `done` where nothing is told. */
export const outcome = async (call: () => Promise<unknown>): Promise<string> => {
  const end = await ended(call);
  if ("failure" in end) return `${end.how} ${end.failure.code}`;
  return typeof end.value === "object" && end.value !== null && "status" in end.value
    ? String(end.value.status)
    : "done";
};

/** The failure a call ended with; a call that succeeds breaks the guarantee. */
export const failureOf = async (call: () => Promise<unknown>): Promise<PortFailure> => {
  const end = await ended(call);
  assert.ok("failure" in end, "the call succeeded");
  return end.failure;
};

/** The result of a call; one that fails breaks the guarantee. */
export const resultOf = async <Result>(call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (thrown) {
    assert.fail(`the call rejected: ${String(thrown)}`);
  }
};

type End =
  | { readonly value: unknown }
  | { readonly how: "refused" | "rejected"; readonly failure: PortFailure };

const ended = async (call: () => Promise<unknown>): Promise<End> => {
  let value: unknown;
  try {
    value = await call();
  } catch (thrown) {
    assert.ok(
      isPortFailure(thrown),
      `the port rejected with something else than a PortFailure: ${String(thrown)}`,
    );
    return { how: "rejected", failure: thrown };
  }
  if (typeof value !== "object" || value === null || !("failure" in value)) return { value };
  assert.ok(isPortFailure(value.failure), "the refusal holds something else than a PortFailure");
  return { how: "refused", failure: value.failure };
};

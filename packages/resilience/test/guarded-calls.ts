import assert from "node:assert/strict";
import { type FailureCode, isPortFailure } from "@attendance-export/core";
import type { PortCall } from "../src/port-call.ts";
import type { ScriptedRequest } from "./scripted-service.ts";
import { failureOf } from "./virtual-time.ts";

export const append: PortCall = { name: "append", service: "sheets", kind: "repeatable" };
export const create: PortCall = { name: "create", service: "sheets", kind: "once" };
export const read: PortCall = { name: "read", service: "sheets", kind: "read" };
export const transact: PortCall = { name: "transact", service: "store", kind: "repeatable" };
export const tell: PortCall = { name: "tell", service: "notices", kind: "repeatable" };

/** The code with which the call fails. */
export const codeOf = async (promise: Promise<unknown>): Promise<FailureCode> => {
  const failure = await failureOf(promise);
  assert.ok(isPortFailure(failure), `not a PortFailure: ${failure}`);
  return failure.code;
};

/** A request that fails so, after so many milliseconds. */
export const fail = (fails: FailureCode, takesMs = 0): ScriptedRequest => ({ fails, takesMs });

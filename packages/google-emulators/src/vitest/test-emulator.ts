import { describe, inject, it, type TestContext } from "vitest";
import { type EmulatorName, emulatorVariables } from "../emulator-kind.ts";
import type { DeskAnswer } from "./emulator-desk.ts";

type Body = (context: TestContext) => unknown;

/** An emulator of this test run, and a way to declare tests that need it. */
export interface TestEmulator {
  /** `host:port`; empty where there is none, when no test's body runs. */
  readonly host: string;
  readonly describe: typeof describe;
  /** Like vitest's, but without the emulator the test is listed as not run with the reason, or fails where `CI` is set. */
  readonly it: (name: string, body: Body, timeoutMs?: number) => void;
}

/** The whole run shares one emulator; tests keep apart by project ids (`freshProjectId`). Starts it at the first call. */
export const testEmulator = async (name: EmulatorName): Promise<TestEmulator> => {
  const response = await fetch(`${inject("emulatorDesk")}/${name}`);
  const answer = (await response.json()) as DeskAnswer;
  if (!response.ok)
    throw new Error("missing" in answer ? answer.missing : `the desk said ${response.status}`);
  // Google's clients let this variable stand above any address they are given, even a proxy's in front of the emulator.
  delete process.env[emulatorVariables[name]];
  // Without it each client first looks for credentials on a network address that exists only inside Google Cloud.
  process.env.METADATA_SERVER_DETECTION = "none";
  if ("host" in answer) return { host: answer.host, describe, it: (...test) => it(...test) };
  const { missing } = answer;
  return { host: "", describe, it: (testName) => it(testName, (context) => refuse(context, missing)) };
};

/** Continuous integration promises that everything was tried, so there a missing emulator is a failure. */
const refuse = (context: TestContext, missing: string): void => {
  const ci = process.env.CI;
  if (ci !== undefined && ci !== "" && ci !== "false") throw new Error(missing);
  context.skip(missing);
};

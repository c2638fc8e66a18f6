import {
  type Credentials,
  ManualClock,
  type SheetsEmulator,
  type SheetsEmulatorOptions,
  startSheetsEmulator,
} from "@attendance-export/emulator-sheets";
import { checkWatchedCalls, watchCall } from "./discovery-watch.ts";

/** The reply to one call, its JSON read. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** An emulator with one account and one spreadsheet of it, and short ways to call the API. */
export interface TestBench {
  readonly emulator: SheetsEmulator;
  readonly clock: ManualClock;
  readonly account: Credentials;
  /** The spreadsheet's id. */
  readonly id: string;
  /** `/v4/spreadsheets/{id}` */
  readonly path: string;
  call(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  batch(requests: readonly unknown[]): Promise<Answer>;
  /** The formatted values of a range; undefined when it is empty. */
  values(range: string): Promise<unknown>;
}

const opened: SheetsEmulator[] = [];

/** Starts a bench; `closeTestBenches` ends all of them. */
export async function openTestBench(options: SheetsEmulatorOptions = {}): Promise<TestBench> {
  const clock = new ManualClock();
  const emulator = await startSheetsEmulator({ clock, seed: 42, observe: watchCall, ...options });
  opened.push(emulator);
  const account = emulator.accounts.add({ email: "ada@example.com" });
  const id = emulator.people.createSpreadsheet(account.email, "Attendance");
  const path = `/v4/spreadsheets/${id}`;
  const call: TestBench["call"] = async (method, target, body, token = account.accessToken) => {
    const reply = await fetch(`${emulator.url}${target}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    const isJson = reply.headers.get("content-type")?.includes("json") === true;
    return { status: reply.status, body: isJson ? JSON.parse(text) : text };
  };
  return {
    emulator,
    clock,
    account,
    id,
    path,
    call,
    batch: (requests) => call("POST", `${path}:batchUpdate`, { requests }),
    async values(range) {
      const { body } = await call("GET", `${path}/values/${encodeURIComponent(range)}`);
      return (body as { values?: unknown }).values;
    },
  };
}

/** For `afterEach`. Fails the test when a call of it was not what the discovery documents say. */
export async function closeTestBenches(): Promise<void> {
  await Promise.all(opened.splice(0).map((emulator) => emulator.close()));
  checkWatchedCalls();
}

import { type ExportRequest, PortFailure, type RunReport, runId, tenantId } from "@attendance-export/core";
import { expect, it } from "vitest";
import { InProcessExportQueue } from "./in-process-export-queue.ts";

const request = (name: string): ExportRequest => ({ tenantId: tenantId(name), trigger: "schedule", slot: 1 });

interface HeldRun {
  resolve(report: RunReport): void;
  reject(failure: Error): void;
}

/** A queue whose runs end when they are told to. */
const heldQueue = (concurrency: number) => {
  const queue = new InProcessExportQueue({ concurrency });
  const begun: string[] = [];
  const failed: string[] = [];
  const runs = new Map<string, HeldRun>();
  const open = (): void =>
    queue.open({
      run: ({ tenantId: tenant }) => {
        begun.push(tenant);
        return new Promise<RunReport>((resolve, reject) => runs.set(tenant, { resolve, reject }));
      },
      failed: ({ tenantId: tenant }) => failed.push(tenant),
      bury: async () => undefined,
    });
  const end = async (tenant: string): Promise<void> => {
    runs.get(tenant)?.resolve({ status: "unlinked" });
    await new Promise(setImmediate);
  };
  const fail = async (tenant: string): Promise<void> => {
    runs.get(tenant)?.reject(new Error("the store is gone"));
    await new Promise(setImmediate);
  };
  return { queue, begun, failed, open, end, fail };
};

it("runs so many tenants at a time, in the order they came", async () => {
  const { queue, begun, open, end } = heldQueue(2);
  open();
  for (const name of ["a", "b", "c", "d"]) await queue.ask(request(name));
  expect(begun).toEqual(["a", "b"]);
  await end("b");
  expect(begun).toEqual(["a", "b", "c"]);
});

it("runs a tenant once at a time, and makes one request of those that wait", async () => {
  const { queue, begun, open, end } = heldQueue(4);
  open();
  for (let asked = 0; asked < 5; asked++) await queue.ask(request("a"));
  expect([begun, queue.waiting]).toEqual([["a"], 1]);
  await end("a");
  expect([begun, queue.waiting]).toEqual([["a", "a"], 0]);
});

it("keeps what came before anybody worked on it", async () => {
  const { queue, begun, open } = heldQueue(1);
  await queue.ask(request("a"));
  expect(begun).toEqual([]);
  open();
  expect(begun).toEqual(["a"]);
});

it("starts a run at once for who waits for it, but not beside one of the same tenant", async () => {
  const { queue, begun, open } = heldQueue(1);
  open();
  await queue.ask(request("a"));
  expect(queue.startNow(request("b"), runId("r")).status).toBe("started");
  expect(queue.startNow(request("a"), runId("r")).status).toBe("busy");
  expect(begun).toEqual(["a", "b"]);
});

it("goes on after a run that failed, and says so", async () => {
  const { queue, begun, failed, open, fail } = heldQueue(1);
  open();
  await queue.ask(request("a"));
  await queue.ask(request("b"));
  await fail("a");
  expect([begun, failed]).toEqual([["a", "b"], ["a"]]);
});

it("ends with the runs at hand, begins none that waited, and takes no more", async () => {
  const { queue, begun, open, end } = heldQueue(1);
  open();
  await queue.ask(request("a"));
  await queue.ask(request("b"));
  let closed = false;
  const closing = queue.close().then(() => {
    closed = true;
  });
  await expect(queue.ask(request("c"))).rejects.toMatchObject({ code: "queue-unavailable" });
  expect(() => queue.startNow(request("c"), runId("r"))).toThrow(PortFailure);
  await new Promise(setImmediate);
  expect(closed).toBe(false);
  await end("a");
  await closing;
  expect(begun).toEqual(["a"]);
});

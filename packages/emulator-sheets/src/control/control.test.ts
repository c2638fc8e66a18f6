import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench } from "../../test/test-bench.ts";
import { connectToSheetsEmulator } from "./connect-to-sheets-emulator.ts";

afterEach(closeTestBenches);

describe("another process", () => {
  it("switches faults, acts as people and counts calls", async () => {
    const { emulator, batch, path, call } = await openTestBench();
    const remote = connectToSheetsEmulator(emulator.url);
    const grace = await remote.accounts.add({ email: "grace@example.com" });
    const id = await remote.people.createSpreadsheet(grace.email, "Remote");
    await remote.people.renameTab(id, 0, "Log");
    const { body } = await call("GET", `/v4/spreadsheets/${id}`, undefined, grace.accessToken);
    expect(body).toMatchObject({
      properties: { title: "Remote" },
      sheets: [{ properties: { title: "Log" } }],
    });

    await remote.faults.arm({ do: "commit late", answer: "unavailable" });
    expect((await batch([{ addSheet: { properties: { title: "Late" } } }])).status).toBe(503);
    expect(await remote.faults.late()).toBe(1);
    expect(await remote.faults.releaseLate()).toBe(1);
    expect((await call("GET", `${path}/values/Late`)).status).toBe(200);

    await remote.quotas.limit({ perUser: 0, perProject: 0 });
    expect((await call("GET", path)).status).toBe(429);
    expect(await remote.calls.byMethod()).toMatchObject({
      "spreadsheets.batchUpdate": 2,
      "spreadsheets.get": 2,
    });
    expect(await remote.calls.list({ status: 429 })).toMatchObject([{ method: "spreadsheets.get" }]);
  });

  it("is told why an action was refused", async () => {
    const { emulator } = await openTestBench();
    const remote = connectToSheetsEmulator(emulator.url);
    await expect(remote.people.trash("nowhere")).rejects.toThrow("there is no file nowhere");
    await expect(remote.faults.arm(undefined as never)).rejects.toThrow();
  });

  it("reaches nothing that is not on the list", async () => {
    const { emulator } = await openTestBench();
    const post = (path: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
      fetch(`${emulator.url}/emulator/control/${path}`, { method: "POST", headers, body: "[]" });
    expect((await post("faults/hold")).status).toBe(404);
    expect((await post("constructor/name")).status).toBe(404);
    expect((await post("faults/constructor")).status).toBe(404);
    expect((await fetch(`${emulator.url}/emulator/control/faults/clear`)).status).toBe(404);
    expect((await post("faults/clear", { "content-type": "text/plain" })).status).toBe(415);
    expect((await post("faults/clear")).status).toBe(200);
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../test/test-bench.ts";

const bench = (): Promise<TestBench> => openTestBench();
afterEach(closeTestBenches);

const receipt = (metadataId: number, metadataValue = "b:1") => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataId,
      metadataKey: "oa",
      metadataValue,
      location: { spreadsheet: true },
      visibility: "DOCUMENT",
    },
  },
});

const rows = (...texts: string[]) => ({
  appendCells: {
    sheetId: 0,
    fields: "userEnteredValue",
    rows: texts.map((stringValue) => ({ values: [{ userEnteredValue: { stringValue } }] })),
  },
});

describe("a batch of a receipt and rows", () => {
  it("commits both, and is refused as a whole when it is sent again", async () => {
    const { id, batch, values } = await bench();
    expect(await batch([receipt(7), rows("a", "b")])).toMatchObject({
      status: 200,
      body: { spreadsheetId: id, replies: [{ createDeveloperMetadata: {} }, {}] },
    });
    expect(await batch([receipt(7), rows("a", "b")])).toEqual({
      status: 400,
      body: {
        error: {
          code: 400,
          message:
            "Invalid requests[0].createDeveloperMetadata: Cannot add developer metadata with ID [7] because developer metadata with that ID already exists.",
          status: "INVALID_ARGUMENT",
        },
      },
    });
    expect(await values("Sheet1")).toEqual([["a"], ["b"]]);
  });

  it("rolls back what came before the request that is refused", async () => {
    const { batch, call, path, values } = await bench();
    await batch([receipt(11)]);
    expect((await batch([rows("x"), receipt(12), receipt(11)])).status).toBe(400);
    expect((await call("GET", `${path}/developerMetadata/12`)).status).toBe(404);
    expect(await values("Sheet1")).toBeUndefined();
  });

  it("is there although the answer was lost", async () => {
    const { emulator, batch, call, path, values } = await bench();
    emulator.faults.arm({ do: "commit", answer: "drop" });
    await expect(batch([receipt(7), rows("a")])).rejects.toThrow();
    expect((await call("GET", `${path}/developerMetadata/7`)).body).toMatchObject({ metadataValue: "b:1" });
    emulator.faults.arm({ do: "commit", answer: "unavailable" });
    expect(await batch([receipt(8), rows("b")])).toMatchObject({
      status: 503,
      body: { error: { status: "UNAVAILABLE" } },
    });
    emulator.faults.arm({ do: "refuse", answer: "bad gateway" });
    expect((await batch([receipt(9), rows("c")])).status).toBe(502);
    expect(await values("Sheet1")).toEqual([["a"], ["b"]]);
  });

  it("may commit late, after a resend already did: then the late one is refused", async () => {
    const { emulator, batch, values } = await bench();
    emulator.faults.arm({ do: "commit late", answer: "drop" });
    await expect(batch([receipt(7), rows("a")])).rejects.toThrow();
    expect(await values("Sheet1")).toBeUndefined();
    expect((await batch([receipt(7), rows("a")])).status).toBe(200);
    expect(emulator.faults.releaseLate()).toBe(1);
    expect(await values("Sheet1")).toEqual([["a"]]);
    expect(emulator.calls.list({ outcome: "applied late" })).toMatchObject([{ status: 400 }]);
  });
});

describe("the token endpoint", () => {
  it("trades a refresh token for an access token that the API takes", async () => {
    const { emulator, account, path } = await bench();
    const { refreshToken, clientId, clientSecret } = account;
    const form = {
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    };
    const reply = await fetch(`${emulator.url}/token`, { method: "POST", body: new URLSearchParams(form) });
    const token = (await reply.json()) as { access_token: string; expires_in: number };
    expect(token.expires_in).toBe(3_599);
    const headers = { authorization: `Bearer ${token.access_token}` };
    expect((await fetch(`${emulator.url}${path}`, { headers })).status).toBe(200);
  });
});

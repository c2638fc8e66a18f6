import { PortFailure } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { batch, refuse, sinkOf, worldsOfEachTest } from "../test/api-calls.ts";

const open = worldsOfEachTest();

describe("the token endpoint", () => {
  const onToken = { service: "oauth", access: "any" } as const;

  it.each([
    ["503", "unreachable", { status: 503, body: { error: "backend_error" } }],
    ["502 in HTML", "unreachable", { status: 502, headers: { "content-type": "text/html" }, body: "<html>" }],
    ["200 without a token", "answer-malformed", { status: 200, body: { expires_in: 3_599 } }],
    [
      "a redirect",
      "answer-malformed",
      { status: 302, headers: { location: "http://127.0.0.1:1/" }, body: "" },
    ],
    ["401 invalid_client", "client-misconfigured", { status: 401, body: { error: "invalid_client" } }],
    ["400 invalid_grant", "access-revoked", { status: 400, body: { error: "invalid_grant" } }],
  ])("is asked once when it answers %s: %s", async (_name, code, answer) => {
    const world = await open();
    world.emulator.faults.arm(refuse(answer), { on: onToken, times: 5 });
    await expect(world.sink.append(world.grant, batch(world))).rejects.toMatchObject({ code });
    expect(world.emulator.calls.count()).toBe(1);
  });

  it("that breaks off means that nothing was sent to the sheet", async () => {
    const world = await open();
    world.emulator.faults.arm({ do: "refuse", answer: "drop" }, { on: onToken });
    await expect(world.sink.append(world.grant, batch(world))).rejects.toMatchObject({ code: "unreachable" });
    expect(await world.sink.append(world.grant, batch(world))).toEqual({ status: "appended" });
  });

  it("is asked once for calls at the same time", async () => {
    const world = await open();
    const { grant, sheet, sink, book } = world;
    await Promise.all([
      sink.probe(grant, sheet),
      sink.append(grant, batch(world)),
      book.read(grant, batch(world).batch),
    ]);
    expect(world.emulator.calls.byMethod().token).toBe(1);
  });
});

describe("a refresh token that nobody has", () => {
  it("is told as its keeper tells it", async () => {
    const world = await open();
    const sink = sinkOf(world, {
      refreshToken: async () => {
        throw new PortFailure("credential-missing", "there is none");
      },
    });
    await expect(sink.append(world.grant, batch(world))).rejects.toMatchObject({
      code: "credential-missing",
    });
  });

  it("because of a defect is that defect, and no failure of the port", async () => {
    const world = await open();
    const sink = sinkOf(world, {
      refreshToken: async () => {
        throw new TypeError("a defect");
      },
    });
    await expect(sink.append(world.grant, batch(world))).rejects.toBeInstanceOf(TypeError);
  });
});

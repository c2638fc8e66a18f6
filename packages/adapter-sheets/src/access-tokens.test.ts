import { type Clock, type Grant, PortFailure, tenantId } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { AccessTokens } from "./access-tokens.ts";

const grant = (tenant: string, version = 1): Grant => ({ tenantId: tenantId(tenant), version });
const HOUR_MS = 3_600_000;

const open = (failure?: () => Error) => {
  let now = 1_000_000;
  const fetched: string[] = [];
  const clock: Clock = { now: () => now, sleep: async () => undefined };
  const tokens = new AccessTokens(async (asked) => {
    fetched.push(`${asked.tenantId}/${asked.version}`);
    if (failure !== undefined) throw failure();
    return { token: `token-${fetched.length}`, expiresAt: now + HOUR_MS };
  }, clock);
  const pass = (ms: number) => {
    now += ms;
  };
  return { tokens, fetched, pass };
};

describe("the access tokens of a process", () => {
  it("are fetched once for calls one after the other and at the same time", async () => {
    const { tokens, fetched } = open();
    const all = await Promise.all([1, 2, 3].map(() => tokens.of(grant("tenant-1"))));
    expect(new Set([...all, await tokens.of(grant("tenant-1"))])).toEqual(new Set(["token-1"]));
    expect(fetched).toEqual(["tenant-1/1"]);
  });

  it("are never shared by versions of a grant, nor by tenants whose names are alike", async () => {
    const { tokens, fetched } = open();
    const grants = [grant("tenant-1"), grant("tenant-1", 2), grant("tenant-1", 12), grant("tenant-11", 2)];
    const all = await Promise.all(grants.map((each) => tokens.of(each)));
    expect(new Set(all).size).toBe(4);
    expect(fetched).toEqual(["tenant-1/1", "tenant-1/2", "tenant-1/12", "tenant-11/2"]);
  });

  it("are renewed two minutes before their end", async () => {
    const { tokens, pass } = open();
    await tokens.of(grant("tenant-1"));
    pass(HOUR_MS - 120_001);
    expect(await tokens.of(grant("tenant-1"))).toBe("token-1");
    pass(1);
    expect(await tokens.of(grant("tenant-1"))).toBe("token-2");
  });

  it("are replaced once when several calls were refused with one", async () => {
    const { tokens, fetched } = open();
    const refused = await tokens.of(grant("tenant-1"));
    const again = await Promise.all([1, 2, 3].map(() => tokens.insteadOf(refused, grant("tenant-1"))));
    expect(new Set(again)).toEqual(new Set(["token-2"]));
    expect(await tokens.insteadOf(refused, grant("tenant-1"))).toBe("token-2");
    expect(fetched.length).toBe(2);
  });

  it("are fetched anew after a failure, which nobody keeps", async () => {
    const { tokens, fetched } = open(() => new PortFailure("access-revoked", "withdrawn"));
    await expect(tokens.of(grant("tenant-1"))).rejects.toMatchObject({ code: "access-revoked" });
    await expect(tokens.of(grant("tenant-1"))).rejects.toMatchObject({ code: "access-revoked" });
    expect(fetched.length).toBe(2);
  });

  it("are at most a thousand: the one unused for longest goes first", async () => {
    const { tokens, fetched } = open();
    for (let tenant = 0; tenant < 1_000; tenant++) await tokens.of(grant(`tenant-${tenant}`));
    await tokens.of(grant("tenant-0"));
    await tokens.of(grant("one-more"));
    await tokens.of(grant("tenant-0"));
    expect(fetched.length).toBe(1_001);
    await tokens.of(grant("tenant-1"));
    expect(fetched.at(-1)).toBe("tenant-1/1");
  });
});

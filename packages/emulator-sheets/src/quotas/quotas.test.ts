import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

const minute = 60_000;

/** How many of `count` reads are answered. */
async function reads(bench: TestBench, count: number, token?: string): Promise<number> {
  let answered = 0;
  for (let call = 0; call < count; call += 1) {
    if ((await bench.call("GET", bench.path, undefined, token)).status === 200) answered += 1;
  }
  return answered;
}

describe("Google's quotas", () => {
  it("give a user sixty reads and sixty writes a minute, a batch counting once, and start anew with the next", async () => {
    const bench = await openTestBench({ quotas: "google" });
    expect(await reads(bench, 62)).toBe(60);
    const requests = new Array(10).fill({ addSheet: {} });
    expect((await bench.batch(requests)).status).toBe(200);
    bench.clock.advance(minute - 1);
    expect(await reads(bench, 1)).toBe(0);
    bench.clock.advance(1);
    expect(await reads(bench, 1)).toBe(1);
  });

  it("give each user their own, and the project three hundred in all", async () => {
    const bench = await openTestBench({ quotas: { perUser: 4, perProject: 6 } });
    const { accessToken } = bench.emulator.accounts.add({ email: "grace@example.com" });
    bench.emulator.people.share(bench.id, "grace@example.com");
    expect(await reads(bench, 5)).toBe(4);
    expect(await reads(bench, 5, accessToken)).toBe(2);
    const { body } = await bench.call("GET", bench.path, undefined, accessToken);
    expect(body).toMatchObject({
      error: {
        message: expect.stringContaining("limit 'Read requests per minute' of service"),
        details: [{ metadata: { quota_limit: "ReadRequestsPerMinutePerProject" } }],
      },
    });
  });

  it("are off unless they are asked for", async () => {
    expect(await reads(await openTestBench(), 70)).toBe(70);
  });
});

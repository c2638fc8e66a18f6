import { beforeEach, describe, expect, it } from "vitest";
import { ADA, ADMIN, AdminBench, MORNING, OTHER_SCHOOL, SCHOOL } from "../../test/admin-bench.ts";
import { StartConsent } from "./start-consent.ts";

let bench: AdminBench;
beforeEach(async () => {
  bench = new AdminBench();
  await bench.link();
});

describe("a consent that is begun", () => {
  it("suggests the account that is connected, and carries a state and a challenge that nobody can guess", async () => {
    const start = new StartConsent(bench.ports);
    const pages = [];
    for (let index = 0; index < 50; index++)
      pages.push(bench.google.page((await start.execute(SCHOOL, ADMIN)).url));
    expect(new Set(pages.map(({ state }) => state)).size).toBe(50);
    expect(new Set(pages.map(({ challenge }) => challenge)).size).toBe(50);
    for (const { suggests, state } of pages) {
      expect(suggests).toBe(ADA);
      expect(state.length).toBeGreaterThanOrEqual(40);
    }
  });

  it("keeps a digest of the state and a verifier that PKCE allows, never the state", async () => {
    const { url } = await new StartConsent(bench.ports).execute(SCHOOL, ADMIN);
    const { state } = bench.google.page(url);
    const [pending] = bench.memory.database.consents.values();
    expect(JSON.stringify(pending)).not.toContain(state);
    expect(pending?.verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
    expect(pending?.expiresAt).toBe(MORNING + 10 * 60_000);
  });

  it("suggests nobody where another sheet is to be linked: it may be another account's", async () => {
    const { url } = await new StartConsent(bench.ports).execute(SCHOOL, ADMIN, bench.choice());
    expect(bench.google.page(url).suggests).toBeUndefined();
  });

  it("suggests nobody where nothing is linked", async () => {
    const { url } = await new StartConsent(bench.ports).execute(OTHER_SCHOOL, ADMIN);
    expect(bench.google.page(url).suggests).toBeUndefined();
  });
});

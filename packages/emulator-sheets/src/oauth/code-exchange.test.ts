import { afterEach, describe, expect, it } from "vitest";
import {
  challenge,
  codeFor,
  exchange,
  openAuthorizationBench,
  type Query,
  verifier,
} from "../../test/authorization-flow.ts";
import { closeTestBenches } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

describe("the exchange of a code", () => {
  it("gives tokens once, and refuses the code a second time", async () => {
    const { emulator } = await openAuthorizationBench();
    const code = await codeFor(emulator);
    expect(await exchange(emulator, { code })).toMatchObject({
      status: 200,
      body: { token_type: "Bearer", expires_in: 3_599, id_token: expect.stringMatching(/^ey.+\..+\..+/) },
    });
    expect(await exchange(emulator, { code })).toEqual({
      status: 400,
      body: { error: "invalid_grant", error_description: "Bad Request" },
    });
  });

  it("refuses a code after ten minutes", async () => {
    const { emulator, clock } = await openAuthorizationBench();
    const code = await codeFor(emulator);
    clock.advance(600_000);
    expect((await exchange(emulator, { code })).body.error).toBe("invalid_grant");
  });

  it("refuses a code for another client", async () => {
    const { emulator } = await openAuthorizationBench();
    const code = await codeFor(emulator);
    const other = emulator.accounts.addClient("999");
    const form = { code, client_id: other.clientId, client_secret: other.clientSecret };
    expect((await exchange(emulator, form)).body).toEqual({
      error: "invalid_grant",
      error_description: "Bad Request",
    });
  });

  it("compares the redirect URI once more", async () => {
    const { emulator } = await openAuthorizationBench();
    const code = await codeFor(emulator);
    expect(await exchange(emulator, { code, redirect_uri: "http://localhost:4000/other" })).toEqual({
      status: 400,
      body: { error: "redirect_uri_mismatch", error_description: "Bad Request" },
    });
  });

  const proofs: readonly [string, Query, Record<string, string>, string | undefined][] = [
    [
      "the verifier of an S256 challenge",
      { code_challenge: challenge, code_challenge_method: "S256" },
      { code_verifier: verifier },
      undefined,
    ],
    [
      "the verifier of a plain challenge",
      { code_challenge: verifier },
      { code_verifier: verifier },
      undefined,
    ],
    [
      "no verifier",
      { code_challenge: challenge, code_challenge_method: "S256" },
      {},
      "Missing code verifier.",
    ],
    [
      "another verifier",
      { code_challenge: challenge, code_challenge_method: "S256" },
      { code_verifier: "w".repeat(64) },
      "Invalid code verifier.",
    ],
    [
      "the challenge itself",
      { code_challenge: challenge, code_challenge_method: "S256" },
      { code_verifier: challenge },
      "Invalid code verifier.",
    ],
    [
      "a verifier that nobody asked for",
      {},
      { code_verifier: verifier },
      "code_verifier or verifier is not needed.",
    ],
  ];
  it.each(proofs)("weighs %s", async (_what, asked, form, refusal) => {
    const { emulator } = await openAuthorizationBench();
    const { status, body } = await exchange(emulator, { code: await codeFor(emulator, asked), ...form });
    expect([status, body.error_description]).toEqual([refusal === undefined ? 200 : 400, refusal]);
  });
});

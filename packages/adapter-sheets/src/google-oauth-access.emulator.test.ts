import { isPortFailure } from "@attendance-export/core";
import { googleAccessContract, verify } from "@attendance-export/core/contract";
import { answerConsent, scopes, tokenAnswers } from "@attendance-export/emulator-sheets";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmulatorAccess, openEmulatorAccess, REDIRECT_URI } from "../test/emulator-access.ts";
import { GoogleOAuthAccess } from "./google-oauth-access.ts";

verify({ describe, it }, googleAccessContract, { adapter: "GoogleOAuthAccess", open: openEmulatorAccess });

const VERIFIER = "v".repeat(64);
let subject: EmulatorAccess;
beforeEach(async () => {
  subject = await openEmulatorAccess();
});
afterEach(() => subject.close());

const consentUrl = (): Promise<string> =>
  subject.port.consentUrl({
    state: "state-1",
    challenge: subject.world.challengeOf(VERIFIER),
    accountEmail: undefined,
  });

const codeOf = async (): Promise<string> => {
  const back = await answerConsent(await consentUrl(), { email: "ada@example.org" });
  return back.searchParams.get("code") ?? "";
};

const failureOf = async (call: Promise<unknown>) => {
  const thrown: unknown = await call.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!isPortFailure(thrown)) throw new Error(`not a port's failure: ${String(thrown)}`);
  return thrown;
};

const exchange = async () => subject.port.exchange({ code: await codeOf(), verifier: VERIFIER });

describe("the address of the consent page", () => {
  it("asks for offline access, a fresh consent, PKCE by SHA-256 and the registered redirect, and no more", async () => {
    const { searchParams } = new URL(await consentUrl());
    expect(Object.fromEntries(searchParams)).toEqual({
      access_type: "offline",
      client_id: subject.options.client.id,
      code_challenge: subject.world.challengeOf(VERIFIER),
      code_challenge_method: "S256",
      prompt: "consent",
      redirect_uri: REDIRECT_URI,
      response_type: "code",
      scope: `openid email ${scopes.spreadsheets}`,
      state: "state-1",
    });
  });

  it("asks for the permissions that it was told to", async () => {
    const access = new GoogleOAuthAccess({ ...subject.options, scopes: [scopes.driveFile] });
    expect(access.requiredScopes).toEqual([scopes.driveFile]);
    const url = await access.consentUrl({ state: "s", challenge: "c".repeat(43), accountEmail: undefined });
    expect(new URL(url).searchParams.get("scope")).toBe(`openid email ${scopes.driveFile}`);
  });
});

describe("an exchange", () => {
  const refuse = (answer: (typeof tokenAnswers)[keyof typeof tokenAnswers]): void =>
    subject.emulator.faults.arm({ do: "refuse", answer }, { on: { service: "oauth" } });

  it.each([
    ["bad request", "code-refused"],
    ["account deleted", "code-refused"],
    ["client unknown", "client-misconfigured"],
    ["client deleted", "client-misconfigured"],
    ["client unauthorized", "client-misconfigured"],
  ] as const)("that Google answers with “%s” is %s", async (answer, code) => {
    refuse(tokenAnswers[answer]);
    expect((await failureOf(exchange())).code).toBe(code);
  });

  it("from another address than the registered one is our client's fault", async () => {
    const code = await codeOf();
    const elsewhere = new GoogleOAuthAccess({ ...subject.options, redirectUri: "http://localhost:4000/" });
    const failure = await failureOf(elsewhere.exchange({ code, verifier: VERIFIER }));
    expect(failure.code).toBe("client-misconfigured");
    expect(failure.message).toContain("redirect_uri_mismatch");
  });

  it("with the wrong secret is our client's fault", async () => {
    const code = await codeOf();
    const wrong = { ...subject.options.client, secret: "GOCSPX-wrong" };
    const access = new GoogleOAuthAccess({ ...subject.options, client: wrong });
    expect((await failureOf(access.exchange({ code, verifier: VERIFIER }))).code).toBe(
      "client-misconfigured",
    );
  });

  it("of an empty code is refused without asking Google", async () => {
    const before = subject.emulator.calls.count({ method: "token" });
    expect((await failureOf(subject.port.exchange({ code: "", verifier: VERIFIER }))).code).toBe(
      "code-refused",
    );
    expect(subject.emulator.calls.count({ method: "token" })).toBe(before);
  });

  it("is one request, also when Google has an error of its own", async () => {
    subject.emulator.faults.arm(
      { do: "refuse", answer: "bad gateway" },
      { on: { service: "oauth" }, times: 5 },
    );
    expect((await failureOf(exchange())).code).toBe("provider-error");
    expect(subject.emulator.calls.count({ method: "token" })).toBe(1);
  });

  it("whose answer was lost is not sent again, and the code is gone", async () => {
    subject.emulator.faults.arm({ do: "commit", answer: "drop" }, { on: { service: "oauth" } });
    const code = await codeOf();
    expect((await failureOf(subject.port.exchange({ code, verifier: VERIFIER }))).code).toBe("no-answer");
    expect(subject.emulator.calls.count({ method: "token" })).toBe(1);
    expect((await failureOf(subject.port.exchange({ code, verifier: VERIFIER }))).code).toBe("code-refused");
  });

  it("that takes too long gives no answer", async () => {
    subject.emulator.faults.arm({ do: "refuse", answer: "silence" }, { on: { service: "oauth" } });
    const hasty = new GoogleOAuthAccess({ ...subject.options, timeoutMs: 100 });
    const failure = await failureOf(hasty.exchange({ code: await codeOf(), verifier: VERIFIER }));
    expect(failure.code).toBe("no-answer");
  });

  const answers = (body: unknown) =>
    subject.emulator.faults.arm(
      { do: "commit", answer: { status: 200, body } },
      { on: { service: "oauth" } },
    );
  const idToken = (claims: object): string =>
    ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), "c2ln"].join(".");

  it.each([
    ["no ID token", undefined],
    ["an ID token that is none", "nonsense"],
    ["an ID token for another client", idToken({ aud: "another", email: "eve@example.org" })],
    ["an ID token without an address", idToken({ aud: "ours" })],
  ])("whose answer holds %s is malformed", async (_what, id_token) => {
    const ours = { ...subject.options, client: { ...subject.options.client, id: "ours" } };
    answers({ access_token: "ya29.x", refresh_token: "1//0x", expires_in: 3_599, scope: "openid", id_token });
    const code = await codeOf();
    const failure = await failureOf(new GoogleOAuthAccess(ours).exchange({ code, verifier: VERIFIER }));
    expect(failure.code).toBe("answer-malformed");
    expect(failure.message).not.toMatch(/ya29|1\/\/0|eve@/);
  });

  it("is not repeated by an answer that points elsewhere", async () => {
    const elsewhere = `${subject.emulator.url}/tokeninfo`;
    subject.emulator.faults.arm(
      { do: "refuse", answer: { status: 307, headers: { location: elsewhere }, body: "" } },
      { on: { service: "oauth", method: "token" } },
    );
    expect((await failureOf(exchange())).code).toBe("answer-malformed");
    expect(subject.emulator.calls.count({ method: "tokeninfo" })).toBe(0);
  });
});

describe("a revocation", () => {
  it("carries the token in its body, not in its address", async () => {
    const { refreshToken } = await exchange();
    await subject.port.revoke(refreshToken);
    const call = subject.observed.find(({ method }) => method === "revoke");
    expect(call?.query.toString()).toBe("");
    expect(call?.requestBody).toBe(new URLSearchParams({ token: refreshToken }).toString());
    expect(subject.emulator.accounts.refreshToken(refreshToken)?.isLive).toBe(false);
  });
});

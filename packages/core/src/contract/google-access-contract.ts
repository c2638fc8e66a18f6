import assert from "node:assert/strict";
import type { FailureCode } from "../failures/failure-table.ts";
import type { GoogleAccess, GrantedAccess } from "../ports/google-access.ts";
import type { Closable, Contract, Guarantee } from "./contract.ts";
import { mustRejectWith } from "./message-world.ts";
import { leakOf } from "./spreadsheet/leak-of.ts";

/** What a person does on the consent page. */
export interface PersonsAnswer {
  readonly accountEmail: string;
  /** Leaves the first required permission unticked. */
  readonly unticked?: boolean;
}

/** What the next call to the service meets. */
export type AccessTrouble = "unreachable" | "dropped" | "error" | "rate-limited" | "client-unknown";

/** The code that each of them must come out as. */
export const accessTroubleCodes: Readonly<Record<AccessTrouble, FailureCode>> = {
  unreachable: "unreachable",
  dropped: "no-answer",
  error: "provider-error",
  "rate-limited": "rate-limited",
  "client-unknown": "client-misconfigured",
};

export interface GoogleAccessSubject extends Closable {
  readonly port: GoogleAccess;
  /** The service beside the port, and the people who use it. */
  readonly world: {
    /** The challenge that belongs to a verifier: base64url of its SHA-256, or what stands for it in memory. */
    challengeOf(verifier: string): string;
    /** A person goes through the page under that address; gives what the browser brings back. */
    answer(url: string, answer: PersonsAnswer): Promise<{ readonly state: string; readonly code: string }>;
    /** The account that the page under that address suggests. */
    suggested(url: string): Promise<string | undefined>;
    /** Whether the service takes the token. */
    isAlive(refreshToken: string): Promise<boolean>;
    now(): number;
    passMinutes(minutes: number): Promise<void>;
    /** From now on grants die after seven days, as those of a consent screen in testing do. */
    letGrantsDie(): Promise<void>;
    /** The next consent comes without a refresh token. */
    withholdRefreshToken(): Promise<void>;
    trouble(next: AccessTrouble): Promise<void>;
  };
  /** What must never be in a failure, besides codes, verifiers and tokens. */
  secrets(): readonly string[];
}

const ADA = "ada@example.org";
const BOB = "bob@example.org";
const SEVEN_DAYS_MS = 7 * 86_400_000;
/** As long and as plain as PKCE wants them. */
const VERIFIER = "verifier-0123456789-abcdefghijklmnopqrstuvwxyz-ABC";
const STATE = "state s&=?/+%\u00e9-0123456789";

const question = ({ world }: GoogleAccessSubject, accountEmail?: string) => ({
  state: STATE,
  challenge: world.challengeOf(VERIFIER),
  accountEmail,
});

/** A person goes to the page and comes back with a code. */
const codeOf = async (
  subject: GoogleAccessSubject,
  answer: PersonsAnswer = { accountEmail: ADA },
): Promise<string> =>
  (await subject.world.answer(await subject.port.consentUrl(question(subject)), answer)).code;

const granted = async (subject: GoogleAccessSubject, answer?: PersonsAnswer): Promise<GrantedAccess> => {
  const code = await codeOf(subject, answer);
  return subject.port
    .exchange({ code, verifier: VERIFIER })
    .catch((thrown: unknown) => assert.fail(`the exchange failed: ${String(thrown)}`));
};

const isRefused = async (
  { port, secrets }: GoogleAccessSubject,
  exchange: { readonly code: string; readonly verifier: string },
): Promise<Error> => {
  const failure = await mustRejectWith("code-refused", () => port.exchange(exchange));
  assert.equal(leakOf(failure, [...secrets(), exchange.code, exchange.verifier]), undefined);
  return failure;
};

const asking = {
  "brings the state back unchanged": async (subject) => {
    const url = await subject.port.consentUrl(question(subject));
    assert.equal((await subject.world.answer(url, { accountEmail: ADA })).state, STATE);
  },

  "suggests the account that is connected, and none where none is": async (subject) => {
    const { port, world } = subject;
    assert.equal(await world.suggested(await port.consentUrl(question(subject, ADA))), ADA);
    assert.equal(await world.suggested(await port.consentUrl(question(subject))), undefined);
  },

  "keeps the verifier out of the address": async (subject) => {
    assert.ok(!(await subject.port.consentUrl(question(subject))).includes(VERIFIER));
  },

  "gives a token that works, whose account it is, and every permission that an export needs": async (
    subject,
  ) => {
    const access = await granted(subject);
    assert.equal(access.accountEmail, ADA);
    assert.ok(await subject.world.isAlive(access.refreshToken), "the token does not work");
    assert.ok(subject.port.requiredScopes.length > 0, "an export needs at least one permission");
    for (const scope of subject.port.requiredScopes) assert.ok(access.scopes.includes(scope), scope);
  },

  "names the account that consented, whichever was suggested": async (subject) => {
    const url = await subject.port.consentUrl(question(subject, ADA));
    const { code } = await subject.world.answer(url, { accountEmail: BOB });
    assert.equal((await subject.port.exchange({ code, verifier: VERIFIER })).accountEmail, BOB);
  },

  "does not name a permission that was left unticked": async (subject) => {
    const [required = ""] = subject.port.requiredScopes;
    const access = await granted(subject, { accountEmail: ADA, unticked: true });
    assert.ok(!access.scopes.includes(required), `${required} was not granted`);
  },

  "gives a token to a person who has consented before, too": async (subject) => {
    const first = await granted(subject);
    const second = await granted(subject);
    assert.ok(await subject.world.isAlive(second.refreshToken), "the second token does not work");
    assert.notEqual(second.refreshToken, "");
    assert.equal(second.accountEmail, first.accountEmail);
  },

  "tells when a grant dies by itself, and null where it lives until it is taken back": async (subject) => {
    assert.equal((await granted(subject)).expiresAt, null);
    await subject.world.letGrantsDie();
    const { expiresAt } = await granted(subject, { accountEmail: BOB });
    const inSevenDays = subject.world.now() + SEVEN_DAYS_MS;
    assert.ok(expiresAt !== null, "no end is told");
    assert.ok(Math.abs(expiresAt - inSevenDays) < 60_000, `${expiresAt} is not seven days from now`);
  },
} satisfies Readonly<Record<string, Guarantee<GoogleAccessSubject>>>;

const refusing = {
  "refuses a code that was used": async (subject) => {
    const code = await codeOf(subject);
    await subject.port.exchange({ code, verifier: VERIFIER });
    await isRefused(subject, { code, verifier: VERIFIER });
  },

  "refuses a code with another's verifier": async (subject) => {
    await isRefused(subject, { code: await codeOf(subject), verifier: `${VERIFIER}-another` });
  },

  "refuses a code that nobody gave": async (subject) => {
    await isRefused(subject, { code: "4/0made-up-code", verifier: VERIFIER });
  },

  "refuses a code that has waited for an hour": async (subject) => {
    const code = await codeOf(subject);
    await subject.world.passMinutes(60);
    await isRefused(subject, { code, verifier: VERIFIER });
  },

  "refuses a consent that came without a refresh token, and says so": async (subject) => {
    await subject.world.withholdRefreshToken();
    const failure = await isRefused(subject, { code: await codeOf(subject), verifier: VERIFIER });
    assert.match(failure.message, /refresh token/);
  },
} satisfies Readonly<Record<string, Guarantee<GoogleAccessSubject>>>;

const givingBack = {
  "ends a token that is given back": async (subject) => {
    const { refreshToken } = await granted(subject);
    await subject.port.revoke(refreshToken);
    assert.ok(!(await subject.world.isAlive(refreshToken)), "the token still works");
  },

  "counts a token that is dead already, or never was, as given back": async (subject) => {
    const { refreshToken } = await granted(subject);
    await subject.port.revoke(refreshToken);
    await assert.doesNotReject(subject.port.revoke(refreshToken));
    await assert.doesNotReject(subject.port.revoke("1//never-was"));
    assert.ok(!(await subject.world.isAlive(refreshToken)));
  },

  "leaves the tokens of other accounts alone": async (subject) => {
    const [adas, bobs] = [await granted(subject), await granted(subject, { accountEmail: BOB })];
    await subject.port.revoke(adas.refreshToken);
    assert.ok(await subject.world.isAlive(bobs.refreshToken), "another account's token is dead");
  },
} satisfies Readonly<Record<string, Guarantee<GoogleAccessSubject>>>;

const meets =
  (trouble: AccessTrouble): Guarantee<GoogleAccessSubject> =>
  async (subject) => {
    const { port, world } = subject;
    const code = await codeOf(subject);
    await world.trouble(trouble);
    await mustRejectWith(accessTroubleCodes[trouble], () => port.exchange({ code, verifier: VERIFIER }));
  };

const unable = {
  "tells that the service cannot be reached": meets("unreachable"),
  "tells that a broken connection gave no answer": meets("dropped"),
  "tells that the service has an error of its own": meets("error"),
  "tells that the quota is spent": meets("rate-limited"),
  "tells that the service does not know our client, which is no admin's affair": meets("client-unknown"),

  "tells that a token could not be given back now": async (subject) => {
    const { port, world } = subject;
    const { refreshToken } = await granted(subject);
    for (const trouble of ["unreachable", "dropped", "error"] as const) {
      await world.trouble(trouble);
      await mustRejectWith(accessTroubleCodes[trouble], () => port.revoke(refreshToken));
    }
    assert.ok(await world.isAlive(refreshToken));
  },

  "shows no code, verifier, token or secret in any failure": async (subject) => {
    const { port, world, secrets } = subject;
    const { refreshToken } = await granted(subject);
    for (const trouble of Object.keys(accessTroubleCodes) as AccessTrouble[]) {
      const code = await codeOf(subject);
      await world.trouble(trouble);
      const exchange = () => port.exchange({ code, verifier: VERIFIER });
      const failure = await mustRejectWith(accessTroubleCodes[trouble], exchange);
      assert.equal(leakOf(failure, [...secrets(), code, VERIFIER]), undefined, `exchange, ${trouble}`);
    }
    for (const trouble of ["unreachable", "dropped", "error"] as const) {
      await world.trouble(trouble);
      const failure = await mustRejectWith(accessTroubleCodes[trouble], () => port.revoke(refreshToken));
      assert.equal(leakOf(failure, [...secrets(), refreshToken]), undefined, `revoke, ${trouble}`);
    }
  },
} satisfies Readonly<Record<string, Guarantee<GoogleAccessSubject>>>;

/** What every `GoogleAccess` promises. */
export const googleAccessContract = {
  port: "GoogleAccess",
  guarantees: { ...asking, ...refusing, ...givingBack, ...unable },
} satisfies Contract<GoogleAccessSubject, string>;

export type GoogleAccessSentence = keyof typeof googleAccessContract.guarantees;

import { createHash } from "node:crypto";
import { invalidGrant, type TokenRefusal, tokenRefusal } from "../accounts/token-answer.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { EmulatorClock } from "../time/clock.ts";
import type { CodeChallenge } from "./authorization-request.ts";

const codeMs = 10 * 60_000;
const keptCodes = 1_000;

/** What a person agreed to, waiting for the app to fetch its tokens. */
export interface Consent {
  readonly email: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Whether a refresh token is part of it. */
  readonly isOffline: boolean;
  readonly challenge: CodeChallenge | undefined;
  readonly nonce: string | undefined;
}

interface WaitingConsent extends Consent {
  readonly expiresAtMs: number;
}

/** With what an app comes to fetch its tokens. */
export interface Redemption {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string | null;
  readonly verifier: string | null;
}

const challengeFor = (verifier: string, { method }: CodeChallenge): string =>
  method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");

/** Google's three ways to say that proof and challenge do not fit; the third one is for a verifier that nobody asked for. */
function verifierRefusal(
  challenge: CodeChallenge | undefined,
  verifier: string | null,
): TokenRefusal | undefined {
  if (challenge === undefined) {
    return verifier === null ? undefined : invalidGrant("code_verifier or verifier is not needed.");
  }
  if (verifier === null) return invalidGrant("Missing code verifier.");
  return challengeFor(verifier, challenge) === challenge.value
    ? undefined
    : invalidGrant("Invalid code verifier.");
}

/** The codes that were given to apps and not yet traded for tokens. */
export class AuthorizationCodes {
  readonly #clock: EmulatorClock;
  readonly #random: SeededRandom;
  readonly #waiting = new Map<string, WaitingConsent>();

  constructor(clock: EmulatorClock, random: SeededRandom) {
    this.#clock = clock;
    this.#random = random;
  }

  /** A code that is good for ten minutes and for one use. */
  issue(consent: Consent): string {
    const code = `4/0${this.#random.text(70)}`;
    this.#waiting.set(code, { ...consent, expiresAtMs: this.#clock.now() + codeMs });
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > keptCodes && oldest !== undefined) this.#waiting.delete(oldest);
    return code;
  }

  /** What a code stands for, once and for the right app only; a refused attempt leaves the code as it was. */
  redeem({ code, clientId, redirectUri, verifier }: Redemption): Consent | TokenRefusal {
    if (!code.startsWith("4/")) return invalidGrant("Malformed auth code.");
    const consent = this.#waiting.get(code);
    if (consent === undefined || consent.clientId !== clientId || consent.expiresAtMs <= this.#clock.now()) {
      return invalidGrant("Bad Request");
    }
    if (consent.redirectUri !== redirectUri) return tokenRefusal(400, "redirect_uri_mismatch", "Bad Request");
    const refusal = verifierRefusal(consent.challenge, verifier);
    if (refusal !== undefined) return refusal;
    this.#waiting.delete(code);
    return consent;
  }
}

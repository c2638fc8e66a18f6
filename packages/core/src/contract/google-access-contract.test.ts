import { describe, it } from "vitest";
import { isPortFailure, PortFailure } from "../failures/port-failure.ts";
import { type Saboteurs, verify, verifyContract } from "./contract.ts";
import {
  type GoogleAccessSentence,
  type GoogleAccessSubject,
  googleAccessContract,
} from "./google-access-contract.ts";
import { openMemoryGoogleAccess } from "./memory-google-access-subject.ts";
import { saboteurOf } from "./sabotage.ts";

const runner = { describe, it };
const saboteur = saboteurOf(openMemoryGoogleAccess);

/** Lets every failure of an exchange pass through this function on its way out. */
const failingAs = (translate: (failure: PortFailure) => unknown) =>
  saboteur(({ port }) => ({
    exchange: (answer) =>
      port.exchange(answer).catch((thrown: unknown) => {
        throw isPortFailure(thrown) ? translate(thrown) : thrown;
      }),
  }));

const saboteurs: Saboteurs<GoogleAccessSubject, GoogleAccessSentence> = {
  "brings the state back unchanged": saboteur(({ port }) => ({
    consentUrl: (question) => port.consentUrl({ ...question, state: encodeURIComponent(question.state) }),
  })),
  "suggests the account that is connected, and none where none is": saboteur(({ port }) => ({
    consentUrl: (question) => port.consentUrl({ ...question, accountEmail: undefined }),
  })),
  "keeps the verifier out of the address": saboteur(({ port }) => ({
    // Somebody's idea of PKCE: the challenge is the verifier.
    consentUrl: async (question) =>
      `${await port.consentUrl(question)}&verifier=verifier-0123456789-abcdefghijklmnopqrstuvwxyz-ABC`,
  })),
  "gives a token that works, whose account it is, and every permission that an export needs": saboteur(
    ({ port }) => ({
      exchange: async (answer) => ({ ...(await port.exchange(answer)), scopes: [] }),
    }),
  ),
  "names the account that consented, whichever was suggested": saboteur(({ port }) => ({
    exchange: async (answer) => ({ ...(await port.exchange(answer)), accountEmail: "ada@example.org" }),
  })),
  "does not name a permission that was left unticked": saboteur(({ port }) => ({
    // Takes what was asked for to be what was granted.
    exchange: async (answer) => ({ ...(await port.exchange(answer)), scopes: port.requiredScopes }),
  })),
  "gives a token to a person who has consented before, too": saboteur(({ port }) => {
    let times = 0;
    return {
      exchange: async (answer) => {
        const access = await port.exchange(answer);
        return ++times > 1 ? { ...access, refreshToken: "" } : access;
      },
    };
  }),
  "tells when a grant dies by itself, and null where it lives until it is taken back": saboteur(
    ({ port }) => ({ exchange: async (answer) => ({ ...(await port.exchange(answer)), expiresAt: null }) }),
  ),
  "refuses a code that was used": saboteur(({ port }) => {
    const answered = new Map<string, Awaited<ReturnType<typeof port.exchange>>>();
    return {
      exchange: async (answer) => {
        const access = answered.get(answer.code) ?? (await port.exchange(answer));
        answered.set(answer.code, access);
        return access;
      },
    };
  }),
  "refuses a code with another's verifier": saboteur(({ port }) => ({
    exchange: (answer) => port.exchange({ ...answer, verifier: answer.verifier.replace(/-another$/, "") }),
  })),
  "refuses a code that nobody gave": failingAs(
    ({ message }) => new PortFailure("client-misconfigured", message),
  ),
  "refuses a code that has waited for an hour": failingAs(
    ({ message }) => new PortFailure("access-revoked", message),
  ),
  "refuses a consent that came without a refresh token, and says so": failingAs(
    ({ code }) => new PortFailure(code, "the answer of the consent page was not accepted"),
  ),
  "ends a token that is given back": saboteur(() => ({ revoke: async () => undefined })),
  "counts a token that is dead already, or never was, as given back": saboteur(({ port, world }) => ({
    revoke: async (refreshToken) => {
      const alive = await world.isAlive(refreshToken);
      await port.revoke(refreshToken);
      if (!alive) throw new PortFailure("request-malformed", "invalid_token");
    },
  })),
  "leaves the tokens of other accounts alone": saboteur(({ port }) => {
    const given: string[] = [];
    return {
      exchange: async (answer) => {
        const access = await port.exchange(answer);
        given.push(access.refreshToken);
        return access;
      },
      // Gives back all that this process ever got.
      revoke: async () => {
        for (const refreshToken of given) await port.revoke(refreshToken);
      },
    };
  }),
  "tells that the service cannot be reached": failingAs(
    ({ message }) => new PortFailure("no-answer", message),
  ),
  "tells that a broken connection gave no answer": failingAs(
    ({ message }) => new PortFailure("unreachable", message),
  ),
  "tells that the service has an error of its own": failingAs(({ message }) => new Error(message)),
  "tells that the quota is spent": failingAs(({ message }) => new PortFailure("provider-error", message)),
  "tells that the service does not know our client, which is no admin's affair": failingAs(
    ({ message }) => new PortFailure("code-refused", message),
  ),
  "tells that a token could not be given back now": saboteur(({ port }) => ({
    revoke: (refreshToken) => port.revoke(refreshToken).catch(() => undefined),
  })),
  "shows no code, verifier, token or secret in any failure": saboteur(({ port }) => ({
    exchange: (answer) =>
      port.exchange(answer).catch((thrown: unknown) => {
        if (!isPortFailure(thrown)) throw thrown;
        // Passes the client's own error on, with its request in it.
        const cause = Object.assign(new Error("request failed"), { config: { data: { ...answer } } });
        throw new PortFailure(thrown.code, thrown.message, { cause });
      }),
  })),
};

verifyContract(runner, googleAccessContract, saboteurs);
verify(runner, googleAccessContract, { adapter: "MemoryGoogleAccess", open: openMemoryGoogleAccess });

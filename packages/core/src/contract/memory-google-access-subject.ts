import { MemoryClock } from "../memory/memory-clock.ts";
import { MemoryGoogleAccess } from "../memory/memory-google-access.ts";
import { SeededIds } from "../memory/seeded-ids.ts";
import { DAY_MS } from "../model/time.ts";
import type { GoogleAccess } from "../ports/google-access.ts";
import { accessTroubleCodes, type GoogleAccessSubject } from "./google-access-contract.ts";

/** A consent page in memory. Its trouble meets one call and is over, as the service's own does. */
export const openMemoryGoogleAccess = async (): Promise<GoogleAccessSubject> => {
  const clock = new MemoryClock(Date.UTC(2024, 2, 8, 6));
  const ids = new SeededIds("google access");
  const google = new MemoryGoogleAccess({ clock, ids });
  const once = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    try {
      return await call();
    } finally {
      google.trouble = undefined;
    }
  };
  const port: GoogleAccess = {
    requiredScopes: google.requiredScopes,
    consentUrl: (question) => google.consentUrl(question),
    exchange: (answer) => once(() => google.exchange(answer)),
    revoke: (refreshToken) => once(() => google.revoke(refreshToken)),
  };
  return {
    port,
    world: {
      challengeOf: (verifier) => ids.digest(verifier),
      answer: async (url, { accountEmail, unticked = false }) => {
        const untick = unticked ? google.requiredScopes.slice(0, 1) : [];
        const { state, code = "" } = google.answer(url, { accountEmail, untick });
        return { state, code };
      },
      suggested: async (url) => google.page(url).suggests,
      isAlive: async (refreshToken) => google.accountOf(refreshToken) !== undefined,
      now: () => clock.now(),
      passMinutes: (minutes) => clock.advance(minutes * 60_000),
      letGrantsDie: async () => {
        google.grantMs = 7 * DAY_MS;
      },
      withholdRefreshToken: async () => {
        google.givesRefreshTokens = false;
      },
      trouble: async (next) => {
        google.trouble = accessTroubleCodes[next];
      },
    },
    secrets: () => [],
    close: async () => undefined,
  };
};

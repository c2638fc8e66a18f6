import { createHash } from "node:crypto";
import type { Clock } from "@attendance-export/core";
import type { AccessTrouble, GoogleAccessSubject } from "@attendance-export/core/contract";
import {
  answerConsent,
  type Fault,
  ManualClock,
  type ObservedCall,
  type SheetsEmulator,
  startSheetsEmulator,
  tokenAnswers,
} from "@attendance-export/emulator-sheets";
import { GoogleOAuthAccess, type GoogleOAuthOptions } from "../src/google-oauth-access.ts";

/** Google's sign-in on the emulator, on a clock that a test moves. */
export interface EmulatorAccess extends GoogleAccessSubject {
  readonly emulator: SheetsEmulator;
  readonly options: GoogleOAuthOptions;
  /** Every call that was answered, as it went over the wire. */
  readonly observed: readonly ObservedCall[];
}

export const REDIRECT_URI = "http://localhost:4000/oauth/callback?via=export";
/** Nobody listens on this port, so a connection to it is refused. */
const NOBODYS_URL = "http://127.0.0.1:1";

const FAULTS: Readonly<Record<Exclude<AccessTrouble, "unreachable">, Fault>> = {
  dropped: { do: "refuse", answer: "drop" },
  error: { do: "refuse", answer: "bad gateway" },
  "rate-limited": {
    do: "refuse",
    answer: { status: 429, body: { error: "rate_limit_exceeded", error_description: "Rate Limit Exceeded" } },
  },
  "client-unknown": { do: "refuse", answer: tokenAnswers["client unknown"] },
};

const endpointsAt = (url: string) => ({
  consentUrl: `${url}/o/oauth2/v2/auth`,
  tokenUrl: `${url}/token`,
  revokeUrl: `${url}/revoke`,
});

export const openEmulatorAccess = async (): Promise<EmulatorAccess> => {
  const manual = new ManualClock();
  const observed: ObservedCall[] = [];
  const emulator = await startSheetsEmulator({ clock: manual, observe: (call) => observed.push(call) });
  const { accounts, faults } = emulator;
  const { clientId, clientSecret } = accounts.client;
  accounts.changeClient(clientId, { redirectUris: [REDIRECT_URI] });
  const clock: Clock = { now: () => manual.now(), sleep: async () => undefined };
  const options: GoogleOAuthOptions = {
    client: { id: clientId, secret: clientSecret },
    redirectUri: REDIRECT_URI,
    clock,
    endpoints: endpointsAt(emulator.url),
    timeoutMs: 5_000,
  };
  const ours = new GoogleOAuthAccess(options);
  const lost = new GoogleOAuthAccess({ ...options, endpoints: endpointsAt(NOBODYS_URL) });
  let isCut = false;
  let isForOneVisit = false;
  /** The real adapter either way; with the line cut, its next call goes where nobody listens. */
  const chosen = (): GoogleOAuthAccess => {
    const access = isCut ? lost : ours;
    isCut = false;
    return access;
  };
  return {
    emulator,
    options,
    observed,
    port: {
      requiredScopes: ours.requiredScopes,
      consentUrl: (question) => ours.consentUrl(question),
      exchange: (answer) => chosen().exchange(answer),
      revoke: (refreshToken) => chosen().revoke(refreshToken),
    },
    world: {
      challengeOf: (verifier) => createHash("sha256").update(verifier).digest("base64url"),
      answer: async (url, { accountEmail, unticked = false }) => {
        const page = new URL(url);
        if (isForOneVisit) page.searchParams.set("access_type", "online");
        const untick = unticked ? ours.requiredScopes.slice(0, 1) : [];
        const back = await answerConsent(page.href, { email: accountEmail, untick });
        return {
          state: back.searchParams.get("state") ?? "",
          code: back.searchParams.get("code") ?? "",
        };
      },
      suggested: async (url) => new URL(url).searchParams.get("login_hint") ?? undefined,
      isAlive: async (refreshToken) => accounts.refreshToken(refreshToken)?.isLive === true,
      now: () => manual.now(),
      passMinutes: async (minutes) => manual.advance(minutes * 60_000),
      letGrantsDie: async () => accounts.changeClient(clientId, { isTesting: true }),
      withholdRefreshToken: async () => {
        isForOneVisit = true;
      },
      trouble: async (next) => {
        if (next === "unreachable") isCut = true;
        else faults.arm(FAULTS[next], { on: { service: "oauth", access: "any" } });
      },
    },
    secrets: () => [clientSecret, "ya29.", "1//0", "4/0"],
    close: () => emulator.close(),
  };
};

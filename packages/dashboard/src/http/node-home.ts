import { CallFailure } from "../port/call-failure.ts";
import type { Home } from "../port/home.ts";
import { EventLinkFeed } from "./event-link-feed.ts";
import { HttpApi } from "./http-api.ts";
import { HttpDemo } from "./http-demo.ts";
import { HttpLinkDesk } from "./http-link-desk.ts";
import { HttpOperatorDesk } from "./http-operator-desk.ts";
import { HttpRunArchive } from "./http-run-archive.ts";
import { RedirectedConsent } from "./redirected-consent.ts";
import { TokenSession, type TokenStorage } from "./token-session.ts";

export interface NodeHomeOptions {
  readonly needsToken: boolean;
  readonly demo: boolean;
  /** The first tenants of the installation, where it tells them; its only one is opened at once. */
  readonly tenants?: readonly string[] | undefined;
  /** Where the server is; the page's own without it. */
  readonly base?: string;
  readonly storage: TokenStorage;
}

/** The page on an installation's own server, whose visitor is its operator. */
export const nodeHome = ({ needsToken, demo, tenants = [], base = "", storage }: NodeHomeOptions): Home => {
  const session = new TokenSession({
    needsToken,
    storage,
    tenant: tenants.length === 1 ? tenants[0] : undefined,
    isTaken: (token) => isTaken(base, token),
  });
  const api = new HttpApi({
    base,
    bearer: async () => session.token(),
    onSignedOut: () => session.refused(),
  });
  return {
    session,
    feed: new EventLinkFeed(api),
    desk: new HttpLinkDesk(api),
    archive: new HttpRunArchive(api),
    consent: new RedirectedConsent(api),
    operator: new HttpOperatorDesk(api),
    demo: demo ? new HttpDemo(api) : undefined,
  };
};

/** Asked with a call that only reads. */
const isTaken = async (base: string, token: string): Promise<boolean> => {
  const api = new HttpApi({ base, bearer: async () => token, onSignedOut: () => undefined });
  try {
    await api.send("/api/v1/links?limit=1");
    return true;
  } catch (failure) {
    if (failure instanceof CallFailure && failure.trouble === "signed-out") return false;
    throw failure;
  }
};

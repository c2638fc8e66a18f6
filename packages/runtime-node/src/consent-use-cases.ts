import {
  GoogleOAuthAccess,
  type GoogleSheetsApi,
  GoogleSpreadsheetSetup,
} from "@attendance-export/adapter-sheets";
import type { SqliteStore } from "@attendance-export/adapter-sqlite";
import {
  type Clock,
  type CredentialVault,
  type Ids,
  ReconnectSheet,
  RelinkSheet,
  StartConsent,
  UnlinkSheet,
} from "@attendance-export/core";
import {
  type RunGuard,
  resilientCredentialStore,
  resilientExportLedger,
  resilientLinkedSheetStore,
  resilientSpreadsheetSetup,
} from "@attendance-export/resilience";
import type { Installation } from "./installation.ts";
import type { Settings } from "./settings.ts";
import { TerminalDesk } from "./terminal-desk.ts";

interface ConsentWiring extends Pick<Settings, "google" | "desk"> {
  readonly store: SqliteStore;
  readonly vault: CredentialVault;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sheets: () => GoogleSheetsApi;
  /** A new one for each use. */
  readonly guard: () => RunGuard;
}

type ConsentUseCase = "googleAccess" | "startConsent" | "reconnectSheet" | "relinkSheet" | "unlinkSheet";

/** What an admin's consent needs. The exchange of a code is not guarded: repeated, it would be refused. */
export const consentUseCases = ({
  google: { clientId, clientSecret, emulatorUrl },
  desk = new TerminalDesk(() => undefined),
  store: { links, ledger, credentials, consents },
  ...wiring
}: ConsentWiring): Pick<Installation, ConsentUseCase> => {
  const { vault, clock, ids, sheets } = wiring;
  const guarded = () => {
    const guard = wiring.guard();
    return {
      links: resilientLinkedSheetStore(links, guard),
      ledger: resilientExportLedger(ledger, guard),
      setup: resilientSpreadsheetSetup(new GoogleSpreadsheetSetup(sheets()), guard),
      credentials: resilientCredentialStore(credentials, guard),
    };
  };
  return {
    googleAccess: (redirectUri) =>
      new GoogleOAuthAccess({
        ...{ client: { id: clientId, secret: clientSecret }, redirectUri, clock },
        ...(emulatorUrl === undefined ? {} : { endpoints: emulated(emulatorUrl) }),
      }),
    startConsent: (google) => new StartConsent({ links, google, consents, clock, ids }),
    reconnectSheet: (google) =>
      new ReconnectSheet({ ...guarded(), google, consents, vault, queue: desk, clock, ids }),
    relinkSheet: () => new RelinkSheet({ ...guarded(), vault, queue: desk, clock, ids }),
    unlinkSheet: (google) => new UnlinkSheet({ ...guarded(), vault, google, clock }),
  };
};

const emulated = (url: string) => ({
  consentUrl: `${url}/o/oauth2/v2/auth`,
  tokenUrl: `${url}/token`,
  revokeUrl: `${url}/revoke`,
});

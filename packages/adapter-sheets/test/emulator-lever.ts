import type { Grant } from "@attendance-export/core";
import { type SpreadsheetLever, TOLD_TO_WAIT_MS, type Trouble } from "@attendance-export/core/contract";
import type { CannedAnswer, Credentials, Fault, SheetsEmulator } from "@attendance-export/emulator-sheets";

/** A lever, and whether the next call is to find the line cut. */
export interface EmulatorLever extends SpreadsheetLever {
  /** True once after the trouble `unreachable`. */
  takeCut(): boolean;
}

interface LeverOptions {
  readonly emulator: SheetsEmulator;
  /** What every version of the grant was given. */
  readonly credentials: ReadonlyMap<number, Credentials>;
  /** Lets an account consent; every version is another account, so that withdrawing one leaves the others alone. */
  readonly consent: (version: number) => void;
}

const apiError = (code: number, status: string, message: string): CannedAnswer => ({
  status: code,
  body: { error: { code, message, status } },
});
const quotaSpent = apiError(
  429,
  "RESOURCE_EXHAUSTED",
  "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service " +
    "'sheets.googleapis.com' for consumer 'project_number:123456789012'.",
);

const refuse = (answer: CannedAnswer): Fault => ({ do: "refuse", answer });

const FAULTS: Readonly<Record<Exclude<Trouble, "unreachable">, Fault>> = {
  dropped: { do: "refuse", answer: "drop" },
  "answer-lost": { do: "commit", answer: "drop" },
  late: { do: "commit late", answer: "drop" },
  "error-before": { do: "refuse", answer: "unavailable" },
  "error-after": { do: "commit", answer: "unavailable" },
  "html-error-after": { do: "commit", answer: "bad gateway" },
  "rate-limited": refuse(quotaSpent),
  "rate-limited-with-wait": refuse({
    ...quotaSpent,
    headers: { "retry-after": String(TOLD_TO_WAIT_MS / 1_000) },
  }),
  unauthenticated: refuse(
    apiError(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
  ),
  "access-denied": refuse(apiError(403, "PERMISSION_DENIED", "The caller does not have permission")),
  "spreadsheet-not-found": refuse(apiError(404, "NOT_FOUND", "Requested entity was not found.")),
  "refused-unknown": refuse(
    apiError(400, "INVALID_ARGUMENT", "Invalid requests[1].appendCells: The moon is in the wrong phase."),
  ),
};

export const emulatorLever = ({ emulator, credentials, consent }: LeverOptions): EmulatorLever => {
  const { faults, accounts } = emulator;
  let isCut = false;
  return {
    takeCut: () => {
      const cut = isCut;
      isCut = false;
      return cut;
    },
    next: async (trouble, served = 0) => {
      if (trouble === "unreachable") {
        isCut = true;
        return;
      }
      // A 401 must also meet the second try, which comes with a new access token.
      const times = trouble === "unauthenticated" ? 2 : 1;
      faults.arm(FAULTS[trouble], { on: { service: "sheets", access: "any" }, times, after: served });
    },
    calm: async () => {
      isCut = false;
      faults.clear();
    },
    land: async () => {
      faults.releaseLate();
    },
    withdraw: async ({ version }) => accounts.revokeAll(credentials.get(version)?.email ?? ""),
    reconnect: async (grant): Promise<Grant> => {
      const version = grant.version + 1;
      consent(version);
      return { ...grant, version };
    },
    acceptUsedReceiptIds: async () => faults.inWorld({ duplicateMetadataIds: "accepted" }),
  };
};

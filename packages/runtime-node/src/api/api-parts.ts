import type { Service } from "../service/service.ts";
import type { AccessRules } from "./access.ts";

/** What the API answers from. */
export interface ApiParts extends Omit<Service, "stop"> {
  readonly access: AccessRules;
  /** Where spreadsheets are shown, if Google is emulated. */
  readonly googleUrl: string | undefined;
  /** Where browsers find this server: known once it listens, unless it is told. */
  readonly publicUrl: () => string;
  /** Aborted once the process is to stop: then streams end. */
  readonly stopping: AbortSignal;
  /** How long a caller of `POST /api/sync` is kept waiting for the outcome. 2,000 without it. */
  readonly patienceMs?: number;
}

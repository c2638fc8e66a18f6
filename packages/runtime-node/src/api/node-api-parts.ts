import type { Api } from "@attendance-export/http-api";
import type { Service } from "../service/service.ts";
import type { AccessRules } from "./token-access.ts";

/** What the API of this runtime works with. */
export interface NodeApiParts {
  readonly service: Omit<Service, "stop">;
  readonly access: AccessRules;
  /** Where spreadsheets are shown, if Google is emulated. */
  readonly googleUrl: string | undefined;
  /** Where browsers find this server: known once it listens, unless it is told. */
  readonly publicUrl: () => string;
  /** Aborted once the process is to stop: then streams end. */
  readonly stopping: AbortSignal;
  /** True where a page is served that admins are sent back to from Google. */
  readonly hasPage: boolean;
  readonly patienceMs?: number;
  /** More routes, behind the same door: the page, a demo's panel. */
  readonly add?: (api: Api) => void;
  /** What of them everybody may ask for. */
  readonly isOpen?: (path: string, method: string) => boolean;
}

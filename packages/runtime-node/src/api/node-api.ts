import { defaultTemplate } from "@attendance-export/core";
import {
  type Api,
  type ApiActions,
  type ApiParts,
  addEventRoutes,
  httpApi,
} from "@attendance-export/http-api";
import { fieldsInUse } from "../fields-in-use.ts";
import { addConsentCallback, CALLBACK_PATH, googleFor, naming } from "./consent-callback.ts";
import type { NodeApiParts } from "./node-api-parts.ts";
import { addOperationRoutes } from "./operation-routes.ts";
import { tokenAccess } from "./token-access.ts";

/** Long enough for a day's records of an ordinary tenant, short enough for a person who has clicked. */
const PATIENCE_MS = 2_000;

/** Open to everybody: probes have no token, and a consent's state is a key itself. */
const OPEN = ["/healthz", CALLBACK_PATH];

/** The API over this process's service, listening nowhere yet. */
export const nodeApi = (parts: NodeApiParts): Api => {
  const { service, access, googleUrl, stopping, patienceMs = PATIENCE_MS } = parts;
  const { installation, log, progress } = service;
  const shared: ApiParts = {
    access: tokenAccess(access),
    stores: () => installation,
    actions: () => actionsOf(parts),
    log: {
      failure: (thrown, path) => log.warn({ err: thrown, path }, "A request could not be answered."),
      defect: (thrown, path) => log.error({ err: thrown, path }, "A defect ended a request."),
    },
    exportedSoFar: (runId) => progress.exportedBy(runId),
    googleUrl,
    patienceMs,
  };
  return httpApi(shared, {
    isOpen: (path, method) => OPEN.includes(path) || parts.isOpen?.(path, method) === true,
    add: (api) => {
      addEventRoutes(api, shared, { stopping });
      addConsentCallback(api, parts);
      addOperationRoutes(api, parts);
      parts.add?.(api);
    },
  });
};

const actionsOf = (parts: NodeApiParts): ApiActions => {
  const { installation, runs, queue } = parts.service;
  return {
    startRun: (tenantId) => {
      const runId = runs.freshId();
      const started = queue.startNow({ tenantId, trigger: "manual", slot: null }, runId);
      return started.status === "busy" ? started : { ...started, runId };
    },
    startConsent: (tenantId, adminId, choice) =>
      installation.startConsent(naming(tenantId, googleFor(parts))).execute(tenantId, adminId, choice),
    relinkSheet: () => installation.relinkSheet(),
    unlinkSheet: () => installation.unlinkSheet(googleFor(parts)),
    firstTemplate: async (tenantId) => defaultTemplate(await fieldsInUse(installation.attendance, tenantId)),
  };
};

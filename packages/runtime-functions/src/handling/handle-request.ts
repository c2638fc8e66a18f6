import { AsyncLocalStorage } from "node:async_hooks";
import { defaultTemplate, isPortFailure } from "@attendance-export/core";
import { type Api, type ApiActions, httpApi } from "@attendance-export/http-api";
import type { Request as FunctionRequest } from "firebase-functions/v2/https";
import type { Application } from "../application.ts";
import { application } from "../composed-application.ts";
import type { CloudLog } from "../logging/cloud-log.ts";
import { describeError } from "../logging/describe-error.ts";
import { openCallLog } from "./event-log.ts";
import { startRun } from "./start-run.ts";
import { tokenAccess } from "./token-access.ts";
import { type FunctionResponse, sendAnswer, webRequest } from "./web-request.ts";

const NAME = "api";

/** The log of the request that is answered: one application serves many at once. */
const requestLog = new AsyncLocalStorage<CloudLog>();

let composed: Api | undefined;

/** Answers one request. Never rejects: firebase-functions would print what is thrown, and Google's errors hold tokens. */
export const handleRequest = async (request: FunctionRequest, response: FunctionResponse): Promise<void> => {
  const log = openCallLog(NAME, { rawRequest: request });
  await requestLog.run(log, async () => {
    try {
      composed ??= apiOf(application());
      await sendAnswer(await composed.fetch(webRequest(request)), response);
    } catch (thrown) {
      log.error("The call failed.", { event: "function.failed", error: describeError(thrown) });
      response
        .status(500)
        .json({ error: "defect", message: "The export has a technical problem on our side." });
    }
  });
};

const apiOf = (parts: Application): Api =>
  httpApi({
    access: tokenAccess(() => parts.api().app()),
    stores: () => parts.api().stores(),
    actions: () => actionsOf(parts),
    log: { failure, defect: failure },
    // Runs of other instances cannot be asked; the page sees the backlog fall.
    exportedSoFar: () => 0,
    googleUrl: parts.api().googleUrl,
    // Not sooner: once a function has answered, it gets no processor time to go on with.
    patienceMs: undefined,
  });

const failure = (thrown: unknown): void => {
  const log = requestLog.getStore();
  const error = describeError(thrown);
  if (isPortFailure(thrown))
    log?.warn("A request could not be answered.", { event: "function.failed", code: thrown.code, error });
  else log?.error("A defect ended a request.", { event: "function.failed", error });
};

const actionsOf = (parts: Application): ApiActions => ({
  startRun: (tenantId) =>
    startRun(parts, tenantId, requestLog.getStore() ?? openCallLog(NAME, { rawRequest: { headers: {} } })),
  startConsent: (tenantId, adminId, choice) => parts.startConsent().execute(tenantId, adminId, choice),
  relinkSheet: () => parts.api().relinkSheet(),
  unlinkSheet: () => parts.api().unlinkSheet(),
  firstTemplate: async () => defaultTemplate(),
});

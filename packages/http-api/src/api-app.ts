import { InvalidInput } from "@attendance-export/core";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { admitted, careful, sameOriginOnly } from "./access.ts";
import type { Api, ApiEnv } from "./api-env.ts";
import { ApiError, answerFor, unusable } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import type { Caller } from "./caller.ts";
import { addLinkRoutes } from "./link-routes.ts";
import { addOverviewRoutes } from "./overview-routes.ts";
import { invalidInputOf } from "./parse-input.ts";
import { addRunRoutes } from "./run-routes.ts";
import { addSheetRoutes } from "./sheet-routes.ts";
import { addSyncRoutes } from "./sync-routes.ts";

const documentInfo = {
  openapi: "3.1.0",
  info: {
    title: "Attendance Export",
    version: "1",
    description: "Runs, links and schedules of one installation. Every error has one shape.",
  },
  security: [{ token: [] }],
};

/** Settings are small, and nothing else is sent here. */
const MOST_BODY_BYTES = 65_536;
const tooLarge = (): never => {
  throw new ApiError(413, {
    error: "too-large",
    message: `A body has at most ${MOST_BODY_BYTES} bytes here.`,
  });
};

export interface ApiExtras {
  /** Paths that everybody may ask, beside the document: probes, the way back from a consent, a page's files. */
  readonly isOpen?: (path: string, method: string) => boolean;
  /** Routes of this runtime alone; behind the same door. */
  readonly add?: (api: Api) => void;
}

const DOCUMENT_PATH = "/openapi.json";

/** The whole HTTP API, listening nowhere yet. */
export const httpApi = (parts: ApiParts, { isOpen = () => false, add }: ApiExtras = {}): Api => {
  const app: Api = new OpenAPIHono<ApiEnv>({
    defaultHook: async (result, context) => {
      if (!result.success)
        throw unusable(invalidInputOf(result.error, await inputOf(result.target, context)));
    },
  });
  app.use(careful);
  if (parts.access.guardsOrigin) app.use(sameOriginOnly);
  const door = admitted(parts.access);
  app.use((context, next) => {
    const { path, method } = context.req;
    return path === DOCUMENT_PATH || isOpen(path, method) ? next() : door(context, next);
  });
  app.use(bodyLimit({ maxSize: MOST_BODY_BYTES, onError: tooLarge }));
  app.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  addSyncRoutes(app, parts);
  addOverviewRoutes(app, parts);
  addLinkRoutes(app, parts);
  addRunRoutes(app, parts);
  addSheetRoutes(app, parts);
  app.doc31(DOCUMENT_PATH, documentInfo);
  add?.(app);
  app.notFound((context) => {
    const answer = { error: "not-found", message: `There is nothing at ${context.req.path}.` };
    return context.json(answer, 404);
  });
  app.onError((thrown, context) => {
    // Nobody is known yet where the door itself failed.
    const caller = context.get("caller") as Caller | undefined;
    const toOperator = caller !== undefined && caller.tenantId === undefined;
    const { answer, cause } = answerFor(malformedAsInput(thrown), toOperator);
    if (cause !== undefined) parts.log[cause](thrown, context.req.path);
    if (answer.status === 401) context.header("www-authenticate", "Bearer");
    return context.json(answer.body, answer.status);
  });
  return app;
};

/** What was sent, for the error to say what stood there. */
const inputOf = async (target: string, { req }: Context): Promise<unknown> => {
  if (target === "query") return req.query();
  if (target === "param") return req.param();
  const text = await req.text();
  return text === "" ? {} : JSON.parse(text);
};

/** The framework's own words for a body that is no JSON, or does not say that it is. */
const malformedAsInput = (thrown: unknown): unknown => {
  if (!(thrown instanceof Error) || !("status" in thrown) || thrown instanceof ApiError) return thrown;
  if (thrown.status === 415)
    return unusable(new InvalidInput("content-type", undefined, "a body of type application/json"));
  if (thrown.status !== 400) return thrown;
  return new ApiError(400, {
    error: "invalid-input",
    message: "The body is no JSON.",
    field: "body",
    wanted: "a JSON body",
  });
};

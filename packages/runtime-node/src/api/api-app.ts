import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { authenticated, careful, sameOriginOnly } from "./access.ts";
import { ApiError, answerFor, unusable } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { addConsentRoutes, CALLBACK_PATH } from "./consent-routes.ts";
import { addEventRoutes } from "./event-routes.ts";
import { addLinkRoutes } from "./link-routes.ts";
import { addOperationRoutes } from "./operation-routes.ts";
import { invalidInputOf } from "./parse-input.ts";
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

/** Open to everybody: probes have no token, the document holds no secret, and a consent's state is a key itself. */
const OPEN = ["/healthz", "/openapi.json", CALLBACK_PATH];

/** Settings are small, and nothing else is sent here. */
const MOST_BODY_BYTES = 65_536;
const tooLarge = (): never => {
  throw new ApiError(413, {
    error: "too-large",
    message: `A body has at most ${MOST_BODY_BYTES} bytes here.`,
  });
};

/** The whole HTTP API, listening nowhere yet. */
export const apiApp = (parts: ApiParts): OpenAPIHono => {
  const app = new OpenAPIHono({
    defaultHook: async (result, context) => {
      if (!result.success)
        throw unusable(invalidInputOf(result.error, await inputOf(result.target, context)));
    },
  });
  app.use(careful);
  app.use(sameOriginOnly);
  const guard = authenticated(parts.access);
  app.use((context, next) => (OPEN.includes(context.req.path) ? next() : guard(context, next)));
  app.use(bodyLimit({ maxSize: MOST_BODY_BYTES, onError: tooLarge }));
  app.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  addSyncRoutes(app, parts);
  addLinkRoutes(app, parts);
  addConsentRoutes(app, parts);
  addEventRoutes(app, parts);
  addOperationRoutes(app, parts);
  app.doc31("/openapi.json", documentInfo);
  app.notFound((context) => {
    const answer = { error: "not-found", message: `There is nothing at ${context.req.path}.` };
    return context.json(answer, 404);
  });
  app.onError((thrown, context) => {
    const { answer, isDefect } = answerFor(malformedAsInput(thrown));
    if (isDefect) parts.log.error({ err: thrown, path: context.req.path }, "A defect ended a request.");
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

/** The framework's own word for a body that is no JSON. */
const malformedAsInput = (thrown: unknown): unknown =>
  thrown instanceof Error && "status" in thrown && thrown.status === 400 && !(thrown instanceof ApiError)
    ? new ApiError(400, {
        error: "invalid-input",
        message: "The body is no JSON.",
        field: "body",
        wanted: "a JSON body",
      })
    : thrown;

import { setTimeout } from "node:timers/promises";
import type { TenantId } from "@attendance-export/core";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { ApiError, unlinked } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { errors, tenantField } from "./documented.ts";
import { linkView } from "./link-view.ts";
import { tenantNamed } from "./parse-input.ts";
import { syncRunView } from "./sync-run-view.ts";

/** A look costs three queries by key; a second is as fast as a person looks. */
const LOOK_EVERY_MS = 1_000;
const HEARTBEAT_MS = 15_000;
const RUNS_SHOWN = 20;
const MOST_LISTENERS = 200;

const events = createRoute({
  method: "get",
  path: "/api/v1/links/{tenant}/events",
  summary: "The link and its newest runs, whenever they change",
  description:
    "Server-sent events: `link` holds a Link, `runs` the newest SyncRuns. Both come first, then each at a change. " +
    "With `Last-Event-ID` only what changed since comes. A comment every 15 s keeps the connection open.",
  request: { params: z.object({ tenant: tenantField }) },
  responses: {
    200: { description: "A stream.", content: { "text/event-stream": { schema: z.string() } } },
    ...errors(400, 401, 403, 404, 503),
  },
});

/** What a listener has seen: the digests of the last link and the last runs, which are the event's id too. */
type Seen = { link: string; runs: string };

const seenBefore = (lastEventId: string | undefined): Seen => {
  const [link = "", runs = ""] = (lastEventId ?? "").split(".");
  return { link, runs };
};

/** Follows the store and not this process, for another one may do the work. */
export const addEventRoutes = (app: OpenAPIHono, parts: ApiParts): void => {
  let listeners = 0;
  app.openapi(events, async (context) => {
    const tenant = tenantNamed(context.req.valid("param").tenant);
    if ((await parts.installation.links.load(tenant)) === undefined) throw unlinked(tenant);
    if (listeners >= MOST_LISTENERS)
      throw new ApiError(503, { error: "too-many-listeners", message: "Too many pages listen. Try again." });
    const seen = seenBefore(context.req.header("last-event-id"));
    listeners += 1;
    return streamSSE(context, async (stream) => {
      try {
        await follow(stream, parts, tenant, seen);
      } finally {
        listeners -= 1;
      }
    });
  });
};

const follow = async (
  stream: SSEStreamingApi,
  parts: ApiParts,
  tenant: TenantId,
  seen: Seen,
): Promise<void> => {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  stream.onAbort(leave);
  parts.stopping.addEventListener("abort", leave, { once: true });
  let quietMs = 0;
  while (!gone.signal.aborted && !parts.stopping.aborted) {
    const told = await tellChanges(stream, parts, tenant, seen);
    quietMs = told ? 0 : quietMs + LOOK_EVERY_MS;
    if (quietMs >= HEARTBEAT_MS) {
      await stream.write(": still here\n\n");
      quietMs = 0;
    }
    await setTimeout(LOOK_EVERY_MS, undefined, { signal: gone.signal }).catch((cause: unknown) => {
      if (!gone.signal.aborted) throw cause;
    });
  }
  parts.stopping.removeEventListener("abort", leave);
};

/** Sends what differs from what was seen; true if anything did. */
const tellChanges = async (
  stream: SSEStreamingApi,
  { installation, googleUrl }: ApiParts,
  tenant: TenantId,
  seen: Seen,
): Promise<boolean> => {
  const { links, register, runs, timetable, clock, ids } = installation;
  const state = await links.load(tenant);
  if (state === undefined) return false;
  const sight = { tally: await register.tally(tenant), timetable, now: clock.now(), googleUrl };
  const { freshness, ...link } = linkView(state.link, sight);
  const recent = (await runs.recent(tenant, { limit: RUNS_SHOWN })).map((run) => syncRunView(run, googleUrl));
  const now: Seen = {
    // Without the age of the backlog, which changes with every look.
    link: ids.digest(JSON.stringify({ ...link, state: freshness.state })),
    runs: ids.digest(JSON.stringify(recent)),
  };
  const isNews = { link: now.link !== seen.link, runs: now.runs !== seen.runs };
  const send = (event: keyof Seen, data: unknown): Promise<void> => {
    seen[event] = now[event];
    return stream.writeSSE({ event, data: JSON.stringify(data), id: `${seen.link}.${seen.runs}` });
  };
  if (isNews.link) await send("link", { ...link, freshness });
  if (isNews.runs) await send("runs", recent);
  return isNews.link || isNews.runs;
};

import { setTimeout } from "node:timers/promises";
import type { LinkState, SyncRun, Tally, TenantId } from "@attendance-export/core";
import { createRoute, z } from "@hono/zod-openapi";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { type Api, tenantFor } from "./api-env.ts";
import { ApiError, unlinked } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { errors, tenantField } from "./documented.ts";
import type { LinkView } from "./link-view.ts";
import { SharedTallies } from "./shared-tallies.ts";
import { viewOf } from "./shown-link.ts";
import { syncRunView } from "./sync-run-view.ts";

/** A look costs two reads by key, so four a second are affordable; a banner stands within a third of one. */
const LOOK_EVERY_MS = 250;
/** How long a page waits before it comes back after a cut. */
const RETRY_MS = 1_000;
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

/** What events need beside the API's own parts. */
export interface EventParts {
  /** Aborted once the process is to stop: then streams end. */
  readonly stopping: AbortSignal;
}

/** Follows the store and not this process, for another one may do the work. */
export const addEventRoutes = (app: Api, parts: ApiParts, { stopping }: EventParts): void => {
  const audience = new Map<TenantId, number>();
  const tallies = new SharedTallies();
  app.openapi(events, async (context) => {
    const tenant = tenantFor(context, context.req.valid("param").tenant);
    if ((await parts.stores().links.load(tenant)) === undefined) throw unlinked(tenant);
    if (sumOf(audience) >= MOST_LISTENERS)
      throw new ApiError(503, { error: "too-many-listeners", message: "Too many pages listen. Try again." });
    const seen = seenBefore(context.req.header("last-event-id"));
    audience.set(tenant, (audience.get(tenant) ?? 0) + 1);
    return streamSSE(context, async (stream) => {
      try {
        await follow(stream, new TenantSight(parts, tenant, tallies), seen, stopping);
      } finally {
        const others = (audience.get(tenant) ?? 1) - 1;
        if (others > 0) audience.set(tenant, others);
        else {
          audience.delete(tenant);
          tallies.forget(tenant);
        }
      }
    });
  });
};

const sumOf = (audience: ReadonlyMap<TenantId, number>): number =>
  [...audience.values()].reduce((sum, count) => sum + count, 0);

/** What a listener has seen: the digests of the last link and the last runs, which are the event's id too. */
type Seen = { link: string; runs: string };

const seenBefore = (lastEventId: string | undefined): Seen => {
  const [link = "", runs = ""] = (lastEventId ?? "").split(".");
  return { link, runs };
};

const follow = async (
  stream: SSEStreamingApi,
  sight: TenantSight,
  seen: Seen,
  stopping: AbortSignal,
): Promise<void> => {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  stream.onAbort(leave);
  stopping.addEventListener("abort", leave, { once: true });
  await stream.write(`retry: ${RETRY_MS}\n\n`);
  let quietMs = 0;
  while (!gone.signal.aborted && !stopping.aborted) {
    const told = await tellChanges(stream, sight, seen);
    quietMs = told ? 0 : quietMs + LOOK_EVERY_MS;
    if (quietMs >= HEARTBEAT_MS) {
      await stream.write(": still here\n\n");
      quietMs = 0;
    }
    await setTimeout(LOOK_EVERY_MS, undefined, { signal: gone.signal }).catch((cause: unknown) => {
      if (!gone.signal.aborted) throw cause;
    });
  }
  stopping.removeEventListener("abort", leave);
};

/** Sends what differs from what was seen; true if anything did. */
const tellChanges = async (stream: SSEStreamingApi, sight: TenantSight, seen: Seen): Promise<boolean> => {
  const look = await sight.look();
  if (look === undefined) return false;
  const send = (event: keyof Seen, data: unknown): Promise<void> => {
    seen[event] = look.digests[event];
    return stream.writeSSE({ event, data: JSON.stringify(data), id: `${seen.link}.${seen.runs}` });
  };
  const isNews = { link: look.digests.link !== seen.link, runs: look.digests.runs !== seen.runs };
  if (isNews.link) await send("link", look.link);
  if (isNews.runs) await send("runs", look.runs);
  return isNews.link || isNews.runs;
};

interface Look {
  readonly link: LinkView;
  readonly runs: readonly unknown[];
  readonly digests: Seen;
}

/** One listener's look at its tenant, as cheap as it can be. */
class TenantSight {
  readonly #parts: ApiParts;
  readonly #tenant: TenantId;
  readonly #tallies: SharedTallies;

  constructor(parts: ApiParts, tenant: TenantId, tallies: SharedTallies) {
    this.#parts = parts;
    this.#tenant = tenant;
    this.#tallies = tallies;
  }

  /** Undefined while there is no link. */
  async look(): Promise<Look | undefined> {
    const { links, runs, ids } = this.#parts.stores();
    const state = await links.load(this.#tenant);
    if (state === undefined) return undefined;
    const recent = await runs.recent(this.#tenant, { limit: RUNS_SHOWN });
    const link = viewOf(this.#parts, state, await this.#tallyOf(state, recent));
    const shown = recent.map((run) => syncRunView(run, this.#parts));
    // Without what changes with the time alone.
    const { backlogAgeMs: _, ...freshness } = link.freshness;
    const digests = {
      link: ids.digest(JSON.stringify({ ...link, freshness })),
      runs: ids.digest(JSON.stringify(shown)),
    };
    return { link, runs: shown, digests };
  }

  #tallyOf(state: LinkState, runs: readonly SyncRun[]): Promise<Tally> {
    const { register, ids } = this.#parts.stores();
    const of = ids.digest(JSON.stringify([state, runs]));
    return this.#tallies.tally(this.#tenant, of, () => register.tally(this.#tenant));
  }
}

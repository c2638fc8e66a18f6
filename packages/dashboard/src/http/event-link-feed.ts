import { EventSourceParserStream } from "eventsource-parser/stream";
import * as z from "zod/mini";
import { CallFailure } from "../port/call-failure.ts";
import type { FeedNews, LinkFeed, Watch } from "../port/link-feed.ts";
import { pauseBefore } from "./back-off.ts";
import { type HttpApi, segment } from "./http-api.ts";
import { linkOf, linkWire, runOf, runWire } from "./wire.ts";

/** The server sends a comment every 15 s; after three that are missing nobody is there. */
const SILENCE_MS = 50_000;
/** How soon a tenant without a link is looked at again: somebody may be linking one at this moment. */
const UNLINKED_LOOK_MS = 5_000;

const runsWire = z.array(runWire);

/** The news by server-sent events, read with `fetch`: the browser's own EventSource cannot show a token. */
export class EventLinkFeed implements LinkFeed {
  readonly #api: HttpApi;

  constructor(api: HttpApi) {
    this.#api = api;
  }

  watch(tenant: string, listener: (news: FeedNews) => void): Watch {
    const stream = new LiveStream(this.#api, `/api/v1/links/${segment(tenant)}/events`, listener);
    void stream.run();
    return { end: () => stream.end(), retry: () => stream.retry() };
  }
}

class LiveStream {
  readonly #api: HttpApi;
  readonly #path: string;
  readonly #listener: (news: FeedNews) => void;
  readonly #ended = new AbortController();
  #lastEventId: string | undefined;
  #attempt = 0;
  #lostSince: number | undefined;
  #wake: () => void = () => undefined;

  constructor(api: HttpApi, path: string, listener: (news: FeedNews) => void) {
    this.#api = api;
    this.#path = path;
    this.#listener = listener;
  }

  end(): void {
    this.#ended.abort();
    this.#wake();
  }

  retry(): void {
    this.#wake();
  }

  /** One connection after the other, until the watch ends. Whoever watches is told nothing before this has returned once. */
  async run(): Promise<void> {
    await Promise.resolve();
    while (!this.#ended.signal.aborted) await this.#once();
  }

  async #once(): Promise<void> {
    try {
      await this.#listen();
      // The server ends a stream when it stops, or in passing; either way it is back soon.
      await this.#lost();
    } catch (thrown) {
      if (this.#ended.signal.aborted) return;
      await this.#failed(thrown);
    }
  }

  async #failed(thrown: unknown): Promise<void> {
    const trouble = thrown instanceof CallFailure ? thrown.trouble : "away";
    if (trouble === "missing") {
      this.#live();
      this.#lastEventId = undefined;
      this.#tell({ kind: "link", link: undefined });
      return this.#pause(UNLINKED_LOOK_MS);
    }
    if (trouble === "forbidden" || trouble === "signed-out") {
      this.#tell({ kind: "refused", reason: trouble });
      return this.end();
    }
    return this.#lost();
  }

  async #lost(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    const now = Date.now();
    this.#lostSince ??= now;
    const pause = pauseBefore(this.#attempt, Math.random());
    this.#attempt += 1;
    const connection = { status: "lost", since: this.#lostSince, retryAt: now + pause } as const;
    this.#tell({ kind: "connection", connection });
    await this.#pause(pause);
  }

  async #listen(): Promise<void> {
    const silence = new Silence(SILENCE_MS);
    const signal = AbortSignal.any([this.#ended.signal, silence.signal]);
    try {
      const resume = this.#lastEventId === undefined ? {} : { "last-event-id": this.#lastEventId };
      const headers = { accept: "text/event-stream", ...resume };
      const response = await this.#api.send(this.#path, { headers, signal });
      if (response.body === null) return;
      this.#live();
      const events = response.body
        .pipeThrough(silence.heard())
        .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
        .pipeThrough(new EventSourceParserStream());
      for await (const { event, data, id } of chunks(events)) {
        this.#hear(event, data);
        if (id !== undefined && id !== "") this.#lastEventId = id;
      }
    } finally {
      silence.end();
    }
  }

  #hear(event: string | undefined, data: string): void {
    if (event === "link") {
      const link = linkOf(linkWire.parse(JSON.parse(data)));
      this.#tell({ kind: "link", link: link.status === "unlinked" ? undefined : link });
    }
    if (event === "runs") this.#tell({ kind: "runs", runs: runsWire.parse(JSON.parse(data)).map(runOf) });
  }

  #live(): void {
    this.#attempt = 0;
    this.#lostSince = undefined;
    this.#tell({ kind: "connection", connection: { status: "live" } });
  }

  #tell(news: FeedNews): void {
    if (!this.#ended.signal.aborted) this.#listener(news);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Aborts once nothing was heard for so long: a network that went away says nothing. */
class Silence {
  readonly #limitMs: number;
  readonly #over = new AbortController();
  #timer: ReturnType<typeof setTimeout>;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
    this.#timer = setTimeout(() => this.#over.abort(), limitMs);
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** Passes everything on, and hears it. */
  heard(): TransformStream<Uint8Array, Uint8Array> {
    return new TransformStream({
      transform: (chunk, controller) => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#over.abort(), this.#limitMs);
        controller.enqueue(chunk);
      },
    });
  }
}

/** Not every browser lets a stream be iterated. */
async function* chunks<Chunk>(stream: ReadableStream<Chunk>): AsyncGenerator<Chunk> {
  const reader = stream.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}

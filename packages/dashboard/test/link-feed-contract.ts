import assert from "node:assert/strict";
import type { FailureCode } from "@attendance-export/core";
import type { Closable, Contract } from "@attendance-export/core/contract";
import type { FeedNews, LinkFeed } from "../src/port/link-feed.ts";

/** Changes things as the product itself does, past the feed. */
export interface FeedBackDoor {
  link(tenant: string): Promise<void>;
  fail(tenant: string, code: FailureCode): Promise<void>;
  heal(tenant: string): Promise<void>;
  begin(tenant: string, runId: string): Promise<void>;
  finish(tenant: string, runId: string, added: number): Promise<void>;
}

export interface LinkFeedSubject extends Closable {
  readonly feed: LinkFeed;
  /** The visitor may see `tenant`, which is linked and has no run, and `empty`, which is not linked, but not `foreign`. */
  readonly tenant: string;
  readonly empty: string;
  readonly foreign: string;
  readonly backDoor: FeedBackDoor;
  /** Takes the connection away, and gives it back. */
  readonly lever: { cut(): Promise<void>; restore(): Promise<void> };
  /** How long to wait for what must come. */
  readonly patienceMs: number;
}

/** What a watch was told. */
class Ear {
  readonly news: FeedNews[] = [];
  readonly #patienceMs: number;
  #wake: () => void = () => undefined;

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  readonly listener = (news: FeedNews): void => {
    this.news.push(news);
    this.#wake();
  };

  /** Resolves once something like this was told, from then on; fails where nothing is. */
  async until(what: string, isWanted: (news: FeedNews) => boolean, from = 0): Promise<void> {
    const deadline = AbortSignal.timeout(this.#patienceMs);
    while (!this.news.slice(from).some(isWanted)) {
      if (deadline.aborted) assert.fail(`nobody told ${what}, only ${JSON.stringify(this.news)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        deadline.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }
}

const isLink =
  (status: string, tenant: string) =>
  (news: FeedNews): boolean =>
    news.kind === "link" && news.link?.status === status && news.link.tenant === tenant;
const isNoLink = (news: FeedNews): boolean => news.kind === "link" && news.link === undefined;
const isRuns =
  (...wanted: readonly string[]) =>
  (news: FeedNews): boolean =>
    news.kind === "runs" &&
    JSON.stringify(news.runs.map(({ id, status, added }) => `${id} ${status} ${added}`)) ===
      JSON.stringify(wanted);
const isConnection =
  (status: string) =>
  (news: FeedNews): boolean =>
    news.kind === "connection" && news.connection.status === status;

const listen = (subject: LinkFeedSubject, tenant = subject.tenant) => {
  const ear = new Ear(subject.patienceMs);
  const watch = subject.feed.watch(tenant, ear.listener);
  return { ear, watch };
};

const guarantees = {
  "tells the link and its runs as they are": async (subject) => {
    await subject.backDoor.begin(subject.tenant, "run-1");
    const { ear, watch } = listen(subject);
    await ear.until("the link", isLink("active", subject.tenant));
    await ear.until("the run", isRuns("run-1 running 0"));
    watch.end();
  },
  "tells a failure of the link, and that it works again": async (subject) => {
    const { ear, watch } = listen(subject);
    await ear.until("the link", isLink("active", subject.tenant));
    await subject.backDoor.fail(subject.tenant, "access-revoked");
    await ear.until(
      "the failure",
      (news) => news.kind === "link" && news.link?.errorCode === "access-revoked",
    );
    const before = ear.news.length;
    await subject.backDoor.heal(subject.tenant);
    await ear.until("the recovery", isLink("active", subject.tenant), before);
    watch.end();
  },
  "tells a run that begins, and its end": async (subject) => {
    const { ear, watch } = listen(subject);
    await ear.until("that there is no run", isRuns());
    await subject.backDoor.begin(subject.tenant, "run-1");
    await ear.until("the beginning", isRuns("run-1 running 0"));
    await subject.backDoor.finish(subject.tenant, "run-1", 7);
    await ear.until("the end", isRuns("run-1 completed 7"));
    watch.end();
  },
  "tells that there is no link, and the link once there is one": async (subject) => {
    const { ear, watch } = listen(subject, subject.empty);
    await ear.until("that there is no link", isNoLink);
    await subject.backDoor.link(subject.empty);
    watch.retry();
    await ear.until("the link", isLink("active", subject.empty));
    watch.end();
  },
  "tells nothing of a tenant that the visitor may not see": async (subject) => {
    await subject.backDoor.link(subject.foreign);
    const { ear, watch } = listen(subject, subject.foreign);
    await ear.until("the refusal", (news) => news.kind === "refused" && news.reason === "forbidden");
    assert.deepEqual(
      ear.news.filter(({ kind }) => kind === "link" || kind === "runs"),
      [],
    );
    watch.end();
  },
  "tells nothing before the watch begins, and nothing after its end": async (subject) => {
    const { ear, watch } = listen(subject);
    assert.deepEqual(ear.news, []);
    await ear.until("the link", isLink("active", subject.tenant));
    watch.end();
    watch.end();
    const told = ear.news.length;
    await subject.backDoor.fail(subject.tenant, "tab-missing");
    // Another watch hears of it, so the first one would have.
    const { ear: other, watch: second } = listen(subject);
    await other.until("the failure", isLink("error", subject.tenant));
    second.end();
    assert.equal(ear.news.length, told);
  },
  "tells a lost connection, and what happened meanwhile once it is back": async (subject) => {
    const { ear, watch } = listen(subject);
    await ear.until("the link", isLink("active", subject.tenant));
    await subject.lever.cut();
    await ear.until("the loss", isConnection("lost"));
    const before = ear.news.length;
    await subject.backDoor.fail(subject.tenant, "sheet-full");
    await subject.lever.restore();
    watch.retry();
    await ear.until("the failure", isLink("error", subject.tenant), before);
    await ear.until("the connection", isConnection("live"), before);
    watch.end();
  },
} as const satisfies Record<string, (subject: LinkFeedSubject) => Promise<void>>;

export type LinkFeedSentence = keyof typeof guarantees;

/** What every feed must do, whatever carries the news. */
export const linkFeedContract: Contract<LinkFeedSubject, LinkFeedSentence> = { port: "LinkFeed", guarantees };

import {
  collection,
  type DocumentData,
  doc,
  type Firestore,
  type FirestoreError,
  limit,
  onSnapshot,
  orderBy,
  query,
  type SnapshotMetadata,
} from "firebase/firestore";
import { pauseBefore } from "../http/back-off.ts";
import type { Link } from "../model/link.ts";
import type { SyncRun } from "../model/sync-run.ts";
import type { FeedNews, LinkFeed, Watch } from "../port/link-feed.ts";
import { type LinkDetails, linkIn, runIn } from "./stored-documents.ts";

const RUNS_SHOWN = 20;
/** While a run is at work its backlog falls, which no document that an admin may read tells. */
const COUNT_EVERY_MS = 2_000;

/** Asks the server what the documents do not say; undefined where it has no link. Rejects if it cannot be asked. */
export type ReadDetails = (tenant: string) => Promise<LinkDetails | undefined>;

/** The news by Firestore's own listeners, which keep the connection by themselves. */
export class FirestoreLinkFeed implements LinkFeed {
  readonly #firestore: Firestore;
  readonly #details: ReadDetails;

  constructor(firestore: Firestore, details: ReadDetails) {
    this.#firestore = firestore;
    this.#details = details;
  }

  watch(tenant: string, listener: (news: FeedNews) => void): Watch {
    const watch = new Listeners(this.#firestore, tenant, listener, this.#details);
    watch.start();
    return { end: () => watch.end(), retry: () => watch.retry() };
  }
}

class Listeners {
  readonly #firestore: Firestore;
  readonly #tenant: string;
  readonly #listener: (news: FeedNews) => void;
  readonly #readDetails: ReadDetails;
  #stops: (() => void)[] = [];
  #hasEnded = false;
  #attempt = 0;
  #lostSince: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #counting: ReturnType<typeof setTimeout> | undefined;
  #data: DocumentData | undefined;
  #details: LinkDetails | undefined;
  #newest: SyncRun | undefined;
  #counts = 0;

  constructor(
    firestore: Firestore,
    tenant: string,
    listener: (news: FeedNews) => void,
    readDetails: ReadDetails,
  ) {
    this.#firestore = firestore;
    this.#tenant = tenant;
    this.#listener = listener;
    this.#readDetails = readDetails;
  }

  /** Firestore calls its listeners later, never from within. */
  start(): void {
    const metadata = { includeMetadataChanges: true };
    const link = doc(this.#firestore, "tenants", this.#tenant, "integrations", "googleSheets");
    const runs = query(
      collection(this.#firestore, "tenants", this.#tenant, "syncRuns"),
      orderBy("startedAt", "desc"),
      limit(RUNS_SHOWN),
    );
    const failed = (error: FirestoreError): void => this.#failed(error);
    this.#stops = [
      onSnapshot(link, metadata, (snapshot) => this.#onLink(snapshot.data(), snapshot.metadata), failed),
      onSnapshot(
        runs,
        (snapshot) => {
          // What lies in the cache at first is not yet what there is.
          if (snapshot.metadata.fromCache && snapshot.empty) return;
          this.#onRuns(snapshot.docs.map((row) => runIn(row.id, row.data())));
        },
        failed,
      ),
    ];
  }

  end(): void {
    this.#hasEnded = true;
    this.#stop();
  }

  retry(): void {
    if (this.#lostSince === undefined || this.#hasEnded) return;
    this.#stop();
    this.start();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#counting);
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  #onLink(data: DocumentData | undefined, { fromCache }: SnapshotMetadata): void {
    if (fromCache && data === undefined) return;
    if (fromCache) this.#lost(null);
    else this.#live();
    this.#data = data;
    this.#tellLink();
    if (!fromCache) this.#count();
  }

  #onRuns(runs: readonly SyncRun[]): void {
    const before = this.#newest;
    this.#newest = runs[0];
    this.#tell({ kind: "runs", runs });
    if (before?.id !== this.#newest?.id || before?.status !== this.#newest?.status) this.#count();
  }

  #tellLink(): void {
    const link: Link | undefined =
      this.#data === undefined ? undefined : linkIn(this.#data, this.#tenant, this.#details);
    this.#tell({ kind: "link", link });
  }

  /** Asks the server anew, and again while a run is at work. Of several questions only the newest one's answer counts. */
  #count(): void {
    clearTimeout(this.#counting);
    if (this.#data === undefined) return;
    this.#counts += 1;
    const mine = this.#counts;
    const answered = (details: LinkDetails | undefined): void => {
      if (mine !== this.#counts || this.#hasEnded) return;
      if (details !== undefined) {
        this.#details = details;
        this.#tellLink();
      }
      if (this.#newest?.status === "running")
        this.#counting = setTimeout(() => this.#count(), COUNT_EVERY_MS);
    };
    // Without an answer the last counts stand: they are the page's least important numbers, and the next change asks again.
    this.#readDetails(this.#tenant).then(answered, () => answered(undefined));
  }

  #failed({ code }: FirestoreError): void {
    if (this.#hasEnded) return;
    if (code === "permission-denied" || code === "unauthenticated") {
      this.#tell({ kind: "refused", reason: code === "unauthenticated" ? "signed-out" : "forbidden" });
      this.end();
      return;
    }
    // A listener that has failed never comes back.
    this.#stop();
    const pause = pauseBefore(this.#attempt, Math.random());
    this.#attempt += 1;
    this.#lost(Date.now() + pause);
    this.#timer = setTimeout(() => this.start(), pause);
  }

  #lost(retryAt: number | null): void {
    this.#lostSince ??= Date.now();
    this.#tell({ kind: "connection", connection: { status: "lost", since: this.#lostSince, retryAt } });
  }

  #live(): void {
    this.#attempt = 0;
    this.#lostSince = undefined;
    this.#tell({ kind: "connection", connection: { status: "live" } });
  }

  #tell(news: FeedNews): void {
    if (!this.#hasEnded) this.#listener(news);
  }
}

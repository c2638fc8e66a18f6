import type { ConsentOutcome } from "../src/model/consent-outcome.ts";
import type { Link, PollingSettings } from "../src/model/link.ts";
import type { SyncRun } from "../src/model/sync-run.ts";
import { CallFailure } from "../src/port/call-failure.ts";
import type { Demo, Trouble } from "../src/port/demo.ts";
import type { Home } from "../src/port/home.ts";
import type { LinkAnswer, LinkDesk, SheetChoice, SyncAnswer } from "../src/port/link-desk.ts";
import type { FeedNews, LinkFeed } from "../src/port/link-feed.ts";
import type { OperatorDesk } from "../src/port/operator-desk.ts";
import type { RunArchive } from "../src/port/run-archive.ts";
import type { Session, SessionState } from "../src/port/session.ts";
import type { MemoryTenant } from "./memory-tenant.ts";
import { refuseIfWrong } from "./right-credentials.ts";
import { standingOf } from "./standing-of.ts";

const PAGE = 50;
const away = (): CallFailure => new CallFailure("away", "The server does not answer. Try again in a moment.");

/** A whole installation in memory, and the levers that change it behind the page's back. */
export class MemoryWorld {
  readonly tenants = new Map<string, MemoryTenant>();
  /** Tenants that this visitor may not see. */
  readonly forbidden = new Set<string>();
  /** What the next consent comes to. */
  outcome: ConsentOutcome = { status: "reconnected", account: "office@school.example" };
  /** Whether calls and watches come to nothing. */
  isAway = false;
  /** Whether calls alone come to nothing. */
  isDeskAway = false;
  /** Whether watches are told nothing at all. */
  isSilent = false;
  /** Calls wait until this is resolved, if it is set. */
  gate: Promise<void> | undefined;
  state: SessionState = {
    status: "open",
    visitor: { name: undefined, tenant: undefined, isOperator: true },
  };
  troubles: readonly Trouble[] = [];
  readonly calls: string[] = [];
  readonly #watches = new Set<{ readonly tenant: string; readonly listener: (news: FeedNews) => void }>();
  readonly #sessions = new Set<(state: SessionState) => void>();

  put(tenant: string, { link, runs = [], setAside = [] }: Partial<MemoryTenant>): void {
    this.tenants.set(tenant, { link, runs, setAside });
    this.#tellAll(tenant);
  }

  changeLink(tenant: string, change: (link: Link) => Link): void {
    const known = this.tenants.get(tenant);
    if (known?.link === undefined) throw new Error(`${tenant} has no link`);
    this.put(tenant, { ...known, link: change(known.link) });
  }

  changeRuns(tenant: string, change: (runs: readonly SyncRun[]) => readonly SyncRun[]): void {
    const known = this.tenants.get(tenant);
    if (known !== undefined) this.put(tenant, { ...known, runs: change(known.runs) });
  }

  /** Cuts every watch off, or lets it live again. */
  cut(isCut: boolean, since = Date.now()): void {
    this.isAway = isCut;
    const connection = isCut
      ? ({ status: "lost", since, retryAt: since + 30_000 } as const)
      : ({ status: "live" } as const);
    for (const { listener } of this.#watches) listener({ kind: "connection", connection });
  }

  become(state: SessionState): void {
    this.state = state;
    for (const listener of this.#sessions) listener(state);
  }

  home(options: { readonly demo?: boolean } = {}): Home {
    return {
      session: this.#session(),
      feed: this.#feed(),
      desk: this.#desk(),
      archive: this.#archive(),
      consent: {
        begin: (tenant) => this.#call(`begin ${tenant}`, () => "https://accounts.example/consent"),
        finish: (answer) =>
          this.#call("finish", () => ({ tenant: answer.get("tenant") ?? undefined, outcome: this.outcome })),
      },
      operator: this.#operator(),
      demo: options.demo === true ? this.#demo() : undefined,
    };
  }

  #session(): Session {
    return {
      watch: (listener) => {
        this.#sessions.add(listener);
        listener(this.state);
        return () => this.#sessions.delete(listener);
      },
      signIn: (credentials) =>
        this.#call("signIn", () => {
          refuseIfWrong(credentials);
          this.become({
            status: "open",
            visitor: { name: "office@school.example", tenant: "school-north", isOperator: false },
          });
        }),
      signOut: async () => this.become({ status: "asks", wants: "account" }),
    };
  }

  #feed(): LinkFeed {
    return {
      watch: (tenant, listener) => {
        const watch = { tenant, listener };
        let hasEnded = false;
        queueMicrotask(() => {
          if (hasEnded) return;
          this.#watches.add(watch);
          if (this.isSilent) return;
          if (this.isAway) this.cut(true);
          else this.#tell(watch);
        });
        return {
          end: () => {
            hasEnded = true;
            this.#watches.delete(watch);
          },
          retry: () => this.calls.push("retry"),
        };
      },
    };
  }

  #desk(): LinkDesk {
    return {
      syncNow: (tenant) => this.#call(`sync ${tenant}`, (): SyncAnswer => this.#sync(tenant)),
      configure: (tenant, settings) =>
        this.#call(`configure ${tenant} ${JSON.stringify(settings)}`, () =>
          this.#configure(tenant, settings),
        ),
      link: (tenant, choice) => this.#call(`link ${tenant}`, () => this.#link(tenant, choice)),
    };
  }

  #sync(tenant: string): SyncAnswer {
    const known = this.tenants.get(tenant);
    if (known?.runs[0]?.status === "running")
      throw new CallFailure("busy", "Another run brings this sheet up to date at this moment.");
    const [newest] = known?.runs ?? [];
    if (newest === undefined) throw new CallFailure("missing", "There is no link.");
    const run: SyncRun = {
      ...newest,
      id: `run-${known?.runs.length}`,
      trigger: "manual",
      startedAt: Date.now(),
    };
    this.changeRuns(tenant, (runs) => [run, ...runs]);
    return { status: "over", run };
  }

  #configure(tenant: string, settings: PollingSettings): Link {
    const { frequency } = settings;
    if (typeof frequency === "object" && frequency.cron.split(" ").length !== 5)
      throw new CallFailure("unusable", "The expression cannot be used.", {
        field: "cron",
        wanted: "a cron expression of five fields",
      });
    this.changeLink(tenant, (link) => ({
      ...link,
      polling: { ...link.polling, ...settings, suspendedAt: null },
    }));
    return this.tenants.get(tenant)?.link as Link;
  }

  #link(tenant: string, choice: SheetChoice): LinkAnswer {
    const link = this.tenants.get(tenant)?.link;
    if (link === undefined) return { status: "consent", url: "https://accounts.example/consent" };
    if ("url" in choice && !choice.url.includes("/spreadsheets/"))
      throw new CallFailure("unusable", "This is not the address of a Google Sheet.", { field: "url" });
    const linked: Link = { ...link, status: "active", errorCode: null, errorDetails: null };
    this.changeLink(tenant, () => linked);
    return { status: "linked", link: linked };
  }

  #archive(): RunArchive {
    return {
      page: (tenant, { before, outcome }) =>
        this.#call(`page ${tenant} ${outcome ?? ""} ${before ?? ""}`, () => {
          const all = (this.tenants.get(tenant)?.runs ?? []).filter(
            ({ status }) => outcome === undefined || status === outcome,
          );
          const from = before === undefined ? 0 : Number(before);
          const next = from + PAGE < all.length ? String(from + PAGE) : undefined;
          return { runs: all.slice(from, from + PAGE), next };
        }),
      find: (tenant, runId) =>
        this.#call(`find ${runId}`, () => this.tenants.get(tenant)?.runs.find(({ id }) => id === runId)),
      setAside: (tenant) => this.#call("set-aside", () => this.tenants.get(tenant)?.setAside ?? []),
    };
  }

  #operator(): OperatorDesk {
    return {
      standings: () =>
        this.#call("standings", () => ({
          standings: [...this.tenants.values()].flatMap(({ link }) =>
            link === undefined ? [] : [standingOf(link)],
          ),
          next: undefined,
        })),
    };
  }

  #demo(): Demo {
    const turned = (name: string, active: boolean): readonly Trouble[] => {
      this.troubles = this.troubles.map((one) => (one.name === name ? { ...one, active } : one));
      return this.troubles;
    };
    return {
      troubles: () => this.#call("troubles", () => this.troubles),
      turn: (name, active) => this.#call(`turn ${name} ${active}`, () => turned(name, active)),
      act: (name) => this.#call(`act ${name}`, () => this.troubles),
    };
  }

  async #call<Answer>(name: string, work: () => Answer): Promise<Answer> {
    this.calls.push(name);
    await this.gate;
    if (this.isAway || this.isDeskAway) throw away();
    return work();
  }

  #tellAll(tenant: string): void {
    for (const watch of this.#watches) if (watch.tenant === tenant) this.#tell(watch);
  }

  #tell({
    tenant,
    listener,
  }: {
    readonly tenant: string;
    readonly listener: (news: FeedNews) => void;
  }): void {
    if (this.forbidden.has(tenant)) {
      listener({ kind: "refused", reason: "forbidden" });
      return;
    }
    const known = this.tenants.get(tenant);
    listener({ kind: "connection", connection: { status: "live" } });
    listener({ kind: "link", link: known?.link });
    if (known?.link !== undefined) listener({ kind: "runs", runs: known.runs.slice(0, 20) });
  }
}

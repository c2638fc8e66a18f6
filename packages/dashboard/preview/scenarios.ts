import { failedLink, goodLink, HOUR, history, run } from "../test/fixtures.ts";
import type { MemoryWorld } from "../test/memory-home.ts";

const T = "school-north";

/** A state that a page can be in, and the page to look at it on. */
export interface Scenario {
  readonly path: string;
  /** What is there once everything stands; the page's heading without it. */
  readonly settles?: string;
  readonly arrange: (world: MemoryWorld, now: number) => void;
}

const good = (world: MemoryWorld, now: number): void =>
  world.put(T, { link: goodLink(T, now), runs: history(400, now) });

const failed =
  (code: Parameters<typeof failedLink>[2]) =>
  (world: MemoryWorld, now: number): void =>
    world.put(T, {
      link: failedLink(T, now, code),
      runs: [{ ...run(0, now, "failed"), errorCode: code }, ...history(400, now).slice(1)],
    });

const overview = `/tenants/${T}`;

/** Every state of every page, by name; what the screenshots and the checks of accessibility go through. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  active: { path: overview, arrange: good },
  waiting: {
    path: overview,
    arrange: (world, now) => {
      good(world, now);
      world.changeLink(T, (link) => ({
        ...link,
        records: { approved: 18_444, exported: 18_429, waiting: 12, setAside: 3 },
      }));
    },
  },
  manual: {
    path: overview,
    arrange: (world, now) => {
      good(world, now);
      world.changeLink(T, (link) => ({
        ...link,
        polling: { ...link.polling, enabled: false, nextPollAt: null },
        records: { approved: 18_444, exported: 18_432, waiting: 12, setAside: 0 },
      }));
    },
  },
  syncing: {
    path: overview,
    arrange: (world, now) => {
      good(world, now);
      world.changeLink(T, (link) => ({
        ...link,
        running: { runId: "run_now", since: now, added: 1_480 },
        records: { approved: 20_912, exported: 18_432, waiting: 1_000, setAside: 0 },
      }));
      world.changeRuns(T, (runs) => [
        { ...run(0, now, "running"), id: "run_now", startedAt: now - 3_000, trigger: "manual", added: 1_480 },
        ...runs,
      ]);
    },
  },
  retrying: {
    path: overview,
    arrange: (world, now) => {
      good(world, now);
      world.changeLink(T, (link) => ({
        ...link,
        lastSyncStatus: "Failed",
        polling: { ...link.polling, retryCount: 1, nextPollAt: now + 5 * 60_000 },
        records: { approved: 18_444, exported: 18_432, waiting: 12, setAside: 0 },
      }));
      world.changeRuns(T, ([, ...runs]) => [run(0, now, "failed"), ...runs]);
    },
  },
  suspended: {
    path: overview,
    arrange: (world, now) => {
      good(world, now);
      world.changeLink(T, (link) => ({
        ...link,
        lastSyncStatus: "Failed",
        polling: { ...link.polling, suspendedAt: now - HOUR, nextPollAt: now + 23 * HOUR },
        records: { approved: 18_500, exported: 18_432, waiting: 68, setAside: 0 },
      }));
    },
  },
  first: {
    path: overview,
    arrange: (world, now) =>
      world.put(T, {
        link: {
          ...goodLink(T, now),
          lastGoodSync: null,
          lastSyncStatus: null,
          lastAttempt: null,
          records: { approved: 3_100, exported: 0, waiting: 3_100, setAside: 0 },
        },
      }),
  },
  error: { path: overview, arrange: failed("access-revoked") },
  "error-denied": { path: overview, arrange: failed("access-denied") },
  "error-viewer": { path: overview, arrange: failed("edit-denied") },
  "error-deleted": {
    path: `${overview}/history`,
    settles: ".runs",
    arrange: failed("spreadsheet-not-found"),
  },
  "error-full": { path: `${overview}/settings`, arrange: failed("sheet-full") },
  "error-storage": { path: overview, arrange: failed("storage-full") },
  "error-quarantine": { path: overview, arrange: failed("quarantine-full") },
  loading: {
    path: overview,
    settles: ".skeleton",
    arrange: (world) => {
      world.isSilent = true;
    },
  },
  offline: {
    path: overview,
    settles: ".connection-bar",
    arrange: (world, now) => {
      good(world, now);
      setTimeout(() => world.cut(true, now - 20_000), 100);
    },
  },
  forbidden: { path: overview, arrange: (world) => world.forbidden.add(T) },
  foreign: {
    path: "/tenants/school-south",
    arrange: (world) =>
      world.become({
        status: "open",
        visitor: { name: "office@school.example", tenant: T, isOperator: false },
      }),
  },
  "no-admin": {
    path: "/",
    arrange: (world) => world.become({ status: "no-admin", name: "teacher@school.example" }),
  },
  "sign-in": { path: "/", arrange: (world) => world.become({ status: "asks", wants: "account" }) },
  token: { path: "/", arrange: (world) => world.become({ status: "asks", wants: "token" }) },
  "token-refused": {
    path: "/",
    arrange: (world) =>
      world.become({ status: "asks", wants: "token", problem: "The server does not take this token." }),
  },
  history: { path: `${overview}/history`, settles: ".runs", arrange: good },
  "history-failed": { path: `${overview}/history?outcome=failed`, settles: ".runs", arrange: good },
  "history-empty": {
    path: `${overview}/history`,
    settles: ".notice",
    arrange: (world, now) => world.put(T, { link: goodLink(T, now) }),
  },
  "history-away": {
    path: `${overview}/history`,
    settles: ".notice",
    arrange: (world, now) => {
      good(world, now);
      world.isDeskAway = true;
    },
  },
  run: { path: `${overview}/history/run_09993`, settles: ".pairs", arrange: good },
  "run-failed": { path: `${overview}/history/run_09991`, settles: ".card-bad", arrange: good },
  "run-missing": { path: `${overview}/history/run_none`, settles: ".notice", arrange: good },
  settings: { path: `${overview}/settings`, arrange: good },
  "settings-weekly": {
    path: `${overview}/settings`,
    arrange: (world, now) => {
      good(world, now);
      world.changeLink(T, (link) => ({
        ...link,
        polling: { ...link.polling, frequency: { cron: "30 6 * * 1-5" } },
      }));
    },
  },
  "settings-cron": {
    path: `${overview}/settings`,
    arrange: (world, now) => {
      good(world, now);
      world.changeLink(T, (link) => ({
        ...link,
        polling: { ...link.polling, frequency: { cron: "0 6,18 1 * *" } },
      }));
    },
  },
  unlinked: { path: overview, arrange: () => undefined },
  relink: { path: `${overview}/link`, arrange: good },
  "set-aside": {
    path: `${overview}/set-aside`,
    settles: ".aside",
    arrange: (world, now) => {
      const reason = "Its note is longer than the 50,000 characters that a cell of Google Sheets holds.";
      const setAside = ["rec-2209-a", "rec-2209-b"].map((id) => ({ id, reason, since: now - 5 * HOUR }));
      world.put(T, { link: goodLink(T, now), runs: history(20, now), setAside });
    },
  },
  "set-aside-none": { path: `${overview}/set-aside`, settles: ".notice", arrange: good },
  reconnected: {
    path: "/reconnected?tenant=school-north",
    settles: ".toast",
    arrange: (world, now) => {
      good(world, now);
      world.outcome = { status: "reconnected", account: "office@school.example" };
    },
  },
  denied: {
    path: "/reconnected?tenant=school-north",
    settles: "[role=alert]",
    arrange: (world) => {
      world.outcome = { status: "denied" };
    },
  },
  "cannot-edit": {
    path: "/reconnected?tenant=school-north",
    settles: "[role=alert]",
    arrange: (world) => {
      world.outcome = { status: "cannot-edit", account: "private@mail.example", code: "access-denied" };
    },
  },
  "all-links": {
    path: "/integrations-overview",
    settles: ".link-row",
    arrange: (world, now) => {
      good(world, now);
      world.put("college-east", { link: failedLink("college-east", now, "access-revoked") });
      const link = goodLink("sports-club-riverside", now);
      world.put("sports-club-riverside", {
        link: { ...link, polling: { ...link.polling, enabled: false, nextPollAt: null } },
      });
      const resting = goodLink("music-school", now);
      world.put("music-school", {
        link: { ...resting, polling: { ...resting.polling, suspendedAt: now - HOUR } },
      });
    },
  },
  "all-links-none": { path: "/integrations-overview", settles: ".notice", arrange: () => undefined },
  nowhere: { path: "/somewhere/else", arrange: () => undefined },
  demo: {
    path: overview,
    settles: ".demo summary",
    arrange: (world, now) => {
      good(world, now);
      world.troubles = [
        {
          name: "revoke-access",
          kind: "action",
          title: "Withdraw the consent",
          description: "As the account's owner would, in the Google account's settings.",
          active: false,
        },
        {
          name: "unshare",
          kind: "switch",
          title: "Take the sheet away",
          description: "The account may no longer see it.",
          active: true,
        },
        {
          name: "lose-answer",
          kind: "action",
          title: "Lose an answer",
          description: "The next write is done, and nobody hears of it.",
          active: false,
        },
        {
          name: "quota-storm",
          kind: "switch",
          title: "Quota storm",
          description: "Google turns every second call away.",
          active: false,
        },
      ];
    },
  },
};

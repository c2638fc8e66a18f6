import { goodLink, HOUR, run } from "../test/fixtures.ts";
import { failed, good, goodBut, overview, type Scenario, TENANT } from "./scenario.ts";

/** States of the overview, and of what stands before it. */
export const overviewScenarios: Readonly<Record<string, Scenario>> = {
  active: { path: overview, arrange: good },
  waiting: {
    path: overview,
    arrange: goodBut(() => ({
      records: { approved: 18_444, exported: 18_429, waiting: 12, setAside: 3 },
    })),
  },
  manual: {
    path: overview,
    arrange: goodBut((link) => ({
      polling: { ...link.polling, enabled: false, nextPollAt: null },
      records: { approved: 18_444, exported: 18_432, waiting: 12, setAside: 0 },
    })),
  },
  syncing: {
    path: overview,
    arrange: goodBut(
      (_, now) => ({
        running: { runId: "run_now", since: now, added: 1_480 },
        records: { approved: 20_912, exported: 18_432, waiting: 1_000, setAside: 0 },
      }),
      (runs, now) => [
        { ...run(0, now, "running"), id: "run_now", startedAt: now - 3_000, trigger: "manual", added: 1_480 },
        ...runs,
      ],
    ),
  },
  retrying: {
    path: overview,
    arrange: goodBut(
      (link, now) => ({
        lastSyncStatus: "Failed",
        polling: { ...link.polling, retryCount: 1, nextPollAt: now + 5 * 60_000 },
        records: { approved: 18_444, exported: 18_432, waiting: 12, setAside: 0 },
      }),
      ([, ...runs], now) => [run(0, now, "failed"), ...runs],
    ),
  },
  suspended: {
    path: overview,
    arrange: goodBut((link, now) => ({
      lastSyncStatus: "Failed",
      polling: { ...link.polling, suspendedAt: now - HOUR, nextPollAt: now + 23 * HOUR },
      records: { approved: 18_500, exported: 18_432, waiting: 68, setAside: 0 },
    })),
  },
  first: {
    path: overview,
    arrange: (world, now) =>
      world.put(TENANT, {
        link: {
          ...goodLink(TENANT, now),
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
  forbidden: { path: overview, arrange: (world) => world.forbidden.add(TENANT) },
  foreign: {
    path: "/tenants/school-south",
    arrange: (world) =>
      world.become({
        status: "open",
        visitor: { name: "office@school.example", tenant: TENANT, isOperator: false },
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
};

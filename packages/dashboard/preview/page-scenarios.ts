import { failedLink, goodLink, HOUR, history } from "../test/fixtures.ts";
import { good, goodBut, overview, type Scenario, TENANT } from "./scenario.ts";

/** States of all other pages. */
export const pageScenarios: Readonly<Record<string, Scenario>> = {
  history: { path: `${overview}/history`, settles: ".runs", arrange: good },
  "history-failed": { path: `${overview}/history?outcome=failed`, settles: ".runs", arrange: good },
  "history-empty": {
    path: `${overview}/history`,
    settles: ".notice",
    arrange: (world, now) => world.put(TENANT, { link: goodLink(TENANT, now) }),
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
    arrange: goodBut((link) => ({
      polling: { ...link.polling, frequency: { cron: "30 6 * * 1-5" } },
    })),
  },
  "settings-cron": {
    path: `${overview}/settings`,
    arrange: goodBut((link) => ({
      polling: { ...link.polling, frequency: { cron: "0 6,18 1 * *" } },
    })),
  },
  unlinked: { path: overview, arrange: () => undefined },
  relink: { path: `${overview}/link`, arrange: good },
  "set-aside": {
    path: `${overview}/set-aside`,
    settles: ".aside",
    arrange: (world, now) => {
      const reason = "Its note is longer than the 50,000 characters that a cell of Google Sheets holds.";
      const setAside = ["rec-2209-a", "rec-2209-b"].map((id) => ({ id, reason, since: now - 5 * HOUR }));
      world.put(TENANT, { link: goodLink(TENANT, now), runs: history(20, now), setAside });
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

import type { ActionTable } from "./action.ts";

/** What can happen to a call, by the value of the form's first field. */
const faults: Readonly<Record<string, object>> = {
  "commit drop": { do: "commit", answer: "drop" },
  "commit 503": { do: "commit", answer: "unavailable" },
  "commit 502": { do: "commit", answer: "bad gateway" },
  "refuse drop": { do: "refuse", answer: "drop" },
  "refuse 503": { do: "refuse", answer: "unavailable" },
  "refuse 502": { do: "refuse", answer: "bad gateway" },
  late: { do: "commit late", answer: "drop" },
  delay: { do: "delay", ms: 5_000 },
};

/** Which calls it happens to, by the value of the second field. */
const targets: Readonly<Record<string, object>> = {
  "sheets writes": { service: "sheets", access: "write" },
  "sheets reads": { service: "sheets", access: "read" },
  drive: { service: "drive", access: "any" },
  tokens: { service: "oauth", access: "any" },
};

/** What goes wrong on the way: faults, stale reads, quotas and the choice of world. */
export const faultActions: ActionTable = {
  arm: (_subject, { fault, target, times }) => ({
    part: "faults",
    method: "arm",
    args: [faults[String(fault)], { on: targets[String(target)], times }],
  }),
  "release held calls": () => ({ part: "faults", method: "releaseLate", args: [] }),
  "clear faults": () => ({ part: "faults", method: "clear", args: [] }),
  "set stale reads": (_subject, { seconds }) => ({ part: "faults", method: "staleReads", args: [seconds] }),
  "choose world": (_subject, { duplicateMetadataIds }) => ({
    part: "faults",
    method: "inWorld",
    args: [{ duplicateMetadataIds }],
  }),
  "set quotas": (_subject, { isOn }) => ({
    part: "quotas",
    method: "limit",
    args: isOn === "on" ? [{ perUser: 60, perProject: 300 }] : [],
  }),
};

/** What becomes of accounts, whichever spreadsheet is looked at. */
export const accountActions: ActionTable = {
  "add account": (_subject, { email, name }) => ({
    part: "accounts",
    method: "register",
    args: name === "" ? [email] : [email, name],
  }),
  "expire access tokens": (_subject, { email }) => ({
    part: "accounts",
    method: "expireAccessTokens",
    args: [email],
  }),
  "revoke everything": (_subject, { email }) => ({ part: "accounts", method: "revokeAll", args: [email] }),
  "change account": (_subject, { email, changes }) => ({
    part: "accounts",
    method: "change",
    args: [email, JSON.parse(String(changes))],
  }),
};

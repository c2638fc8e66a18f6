/** One thing that the panel can do; what is a switch stays so until it is switched back. */
export interface PanelTrouble {
  readonly name: TroubleName;
  readonly kind: "switch" | "action";
  readonly title: string;
  readonly description: string;
  /** Whether it is done to one tenant. */
  readonly tenantOnly: boolean;
}

const names = [
  "add-records",
  "export-now",
  "revoke-access",
  "unshare",
  "view-only",
  "delete-tab",
  "lose-answer",
  "write-late",
  "kill-worker",
  "quota-storm",
  "outage",
  "slow",
  "clear",
] as const;

export type TroubleName = (typeof names)[number];

type Words = readonly [kind: PanelTrouble["kind"], of: "tenant" | "all", title: string, description: string];

const words: Readonly<Record<TroubleName, Words>> = {
  "add-records": ["action", "tenant", "Approve 500 records", "Puts 500 approved records into the backlog."],
  "export-now": ["action", "tenant", "Let the schedule run", "Starts an export as if its time had come."],
  "revoke-access": [
    "action",
    "tenant",
    "Revoke access",
    "The account's owner takes back what was granted to this app; the next export finds out.",
  ],
  unshare: [
    "switch",
    "tenant",
    "Stop sharing the sheet",
    "The sheet's owner no longer shares it with the account; sharing it again heals the link at its next export.",
  ],
  "view-only": [
    "switch",
    "tenant",
    "Make it view only",
    "The account may look at the sheet and no longer write to it.",
  ],
  "delete-tab": [
    "action",
    "tenant",
    "Delete the tab",
    "Somebody deletes the tab that exports write to; link the sheet again to get a new one.",
  ],
  "lose-answer": [
    "action",
    "tenant",
    "Lose the next answer",
    "Google writes the next batch and its answer is lost; the batch must not be there twice.",
  ],
  "write-late": [
    "action",
    "tenant",
    "Write the next batch late",
    "The connection breaks, and Google writes the batch three seconds later all the same.",
  ],
  "kill-worker": [
    "action",
    "tenant",
    "Kill a worker",
    "Another process exports and is killed after its rows are written and before it knows.",
  ],
  "quota-storm": [
    "switch",
    "all",
    "Use up Google's quota",
    "Google answers every request with 429; no link is blamed, and exports go on once it is over.",
  ],
  outage: [
    "switch",
    "all",
    "Let Google fail",
    "Google answers every request with 503; no link is blamed. Afterwards it may take a minute until the next call.",
  ],
  slow: ["switch", "all", "Slow Google down", "Every answer of Google takes two and a half seconds."],
  clear: [
    "action",
    "all",
    "Back to normal",
    "Ends the quota storm, the outage and everything else that is armed.",
  ],
};

/** In the order in which the panel shows them. */
export const troubles: readonly PanelTrouble[] = names.map((name) => {
  const [kind, of, title, description] = words[name];
  return { name, kind, title, description, tenantOnly: of === "tenant" };
});

/** What a worker does next; the page names the code of each, from `code-map.ts`. */
export const steps = [
  "IDLE",
  "READ",
  "PLAN",
  "RELOAD",
  "LOOK",
  "NOTE",
  "SEND",
  "AWAIT_ROWS",
  "READ_RECEIPT",
  "READ_AFTER_REFUSAL",
  "GIVE_UP",
  "SEND_VOID",
  "AWAIT_VOID",
  "MOVE",
  "APPLY",
  "MARK",
  "CONFIRM",
  "JUDGE_VOID",
  "SET_ASIDE",
  "CLOSE_VOID",
  "FLAG",
] as const;

export type Step = (typeof steps)[number];

export const at = (step: Step): number => steps.indexOf(step);

import type { Survivor } from "./mutation-report.ts";

/** Which survivors a reason is about: the end of their file's name, and what the line or the change has in it. */
interface Explanation {
  readonly file: string;
  /** Part of the survivor's line, its code, or what that becomes. */
  readonly has: string;
  readonly becomes?: string;
  readonly reason: string;
}

const NARROWS = "Only tells the compiler what another part of the condition, or the caller, has made sure of";
const HASHES =
  "Another mixing, another direction of the search or another size of the table finds the same ids";
const CAUSES = "Nobody reads the cause: of a run's failure, code and message are kept";
const REGEX = "What the expression lets through is compared with the day that it names, which refuses it";
const SENTENCES = "A sentence for operators; what is done rests on the code alone";
const COSTS = "Reads more than it must, or anew, and comes to the same";
const DEFECTS = "Lets a defect through as it is; today nothing is thrown there but what the line names";
const TWICE = "Two guards for one thing: the other one holds";

const explanations: readonly Explanation[] = [
  {
    file: "protocol/begin-run.ts",
    has: "lease !== null && leaseHeldByAnother",
    becomes: "true",
    reason: NARROWS,
  },
  {
    file: "protocol/remind.ts",
    has: "incident === null || !reminderIsDue",
    becomes: "false",
    reason: NARROWS,
  },
  {
    file: "protocol/end-run.ts",
    has: "!spent || end.failure === undefined",
    becomes: "false",
    reason: NARROWS,
  },
  { file: "protocol/end-run.ts", has: "runId === undefined ||", becomes: "false", reason: NARROWS },
  {
    file: "protocol/schedule.ts",
    has: "warning !== null && warning > after",
    becomes: "true",
    reason: NARROWS,
  },
  { file: "model/time.ts", has: "const ISO_DAY", reason: REGEX },
  {
    file: "failures/failure-kind.ts",
    has: "export const BLIND",
    becomes: "{}",
    reason: "What it says is also what holds where nothing is said; the name is for readers",
  },
  { file: "export/answer-failure.ts", has: "{ cause: failure }", becomes: "{}", reason: CAUSES },
  { file: "export/answer-failure.ts", has: "code === null ||", becomes: "false", reason: NARROWS },
  { file: "export/bring-up-to-date.ts", has: "this.#next.restart();", reason: TWICE },
  { file: "export/bring-up-to-date.ts", has: "rows === undefined || ledger.open === null", reason: TWICE },
  { file: "export/bring-up-to-date.ts", has: "state === undefined ||", becomes: "false", reason: NARROWS },
  { file: "export/deliver-batch.ts", has: "receipt ids in a row", reason: SENTENCES },
  { file: "export/deliver-batch.ts", has: "belongs to another batch", reason: SENTENCES },
  { file: "export/deliver-batch.ts", has: "cannot be read yet`, {", becomes: "{}", reason: CAUSES },
  { file: "export/deliver-batch.ts", has: "cannot be read yet", reason: SENTENCES },
  {
    file: "export/deliver-batch.ts",
    has: "batch.unansweredSince === null",
    becomes: "false",
    reason: "Nothing would count as a moment in 1970, which is long over",
  },
  {
    file: "export/deliver-batch.ts",
    has: 'standing.state === "planned"',
    becomes: "true",
    reason: "An applied batch has its receipt, which refuses the void one and is read as rows",
  },
  { file: "export/next-rows.ts", has: "#rows: FrozenRow[] = []", reason: TWICE },
  { file: "export/next-rows.ts", has: "#exhausted = false;", reason: TWICE },
  { file: "export/next-rows.ts", has: "this.#readFor", reason: TWICE },
  { file: "export/next-rows.ts", has: "const pageSize", reason: COSTS },
  { file: "export/next-rows.ts", has: "aside.set(recordId, revision)", reason: TWICE },
  { file: "export/next-rows.ts", has: "unfit[0]", reason: NARROWS },
  { file: "export/outlive-crashes.ts", has: "after !== undefined", becomes: "true", reason: NARROWS },
  { file: "export/outlive-crashes.ts", has: "!isCrashLoop", reason: TWICE },
  { file: "export/bring-up-to-date.ts", has: "this.execute(state)", becomes: "false", reason: TWICE },
  { file: "export/run-history.ts", has: "ended without a word", reason: SENTENCES },
  {
    file: "export/run-context.ts",
    has: "policy.writeMs <= deadline",
    reason: "One write less in the last millisecond in which it could be awaited",
  },
  { file: "export/settle-batch.ts", has: 'case "out-of-time":', reason: TWICE },
  {
    file: "export/settle-batch.ts",
    has: '"elsewhere"',
    reason: "What is neither confirmed nor void is another run's, whatever it is called",
  },
  { file: "export/settle-batch.ts", has: "only !== undefined", becomes: "true", reason: NARROWS },
  { file: "export/settle-batch.ts", has: "closed?.", becomes: "closed.closedHere", reason: NARROWS },
  { file: "export/settle-batch.ts", has: "closed?.state", becomes: "closed.state", reason: NARROWS },
  { file: "export/settle-batch.ts", has: "protocol.readLink))?.ledger", reason: NARROWS },
  {
    file: "use-cases/export-attendance.ts",
    has: "request.stop ??",
    reason: "Undefined stops a run as little as false does",
  },
  {
    file: "export/run-report.ts",
    has: "default:",
    reason: "Without it the function returns undefined just so",
  },
  { file: "export/hand-over.ts", has: "state === undefined", becomes: "false", reason: NARROWS },
  {
    file: "audit/seen-ids.ts",
    has: "this.#size * 2",
    becomes: "this.#size * 2 >= this.#slots.length",
    reason: HASHES,
  },
  { file: "audit/seen-ids.ts", has: "let slot = (print ^", reason: HASHES },
  { file: "audit/seen-ids.ts", has: "slot + 1", becomes: "slot - 1", reason: HASHES },
  { file: "audit/seen-ids.ts", has: "print !== 0) this", becomes: "true", reason: HASHES },
  { file: "audit/seen-ids.ts", has: "index < text.length", becomes: "index <= text.length", reason: HASHES },
  { file: "audit/seen-ids.ts", has: "return 4294967296", reason: HASHES },
  { file: "audit-sheet.ts", has: "top?.[0]", reason: NARROWS },
  { file: "audit-sheet.ts", has: "if (id !== undefined) ids.add(id)", reason: NARROWS },
  { file: "audit-sheet.ts", has: "segment?.sheet", becomes: "segment.sheet", reason: NARROWS },
  { file: "audit-sheet.ts", has: "mark === null || mark.revision", becomes: "false", reason: NARROWS },
  { file: "audit-sheet.ts", has: "stored === undefined) continue", becomes: "false", reason: NARROWS },
  { file: "audit-sheet.ts", has: "stored.mark !== null &&", becomes: "true", reason: NARROWS },
  { file: "audit-sheet.ts", has: "page.at(-1)", becomes: "page.at(-1).record", reason: NARROWS },
  { file: "audit-sheet.ts", has: "this.#repeated.has(fingerprint", becomes: "rows", reason: COSTS },
  {
    file: "audit-sheet.ts",
    has: "refusal",
    reason: "What makes an id of a text throws nothing but its refusal",
  },
  {
    file: "audit-sheet.ts",
    has: "const cells = top",
    reason: "Whatever stands for a missing header row, it is not the template's",
  },
  { file: "configure-polling.ts", has: "looks < FIRINGS_TO_SEE", reason: COSTS },
  { file: "configure-polling.ts", has: "if (next === undefined) return;", becomes: "false", reason: COSTS },
  {
    file: "dispatch-due-exports.ts",
    has: "CLAIM_SPREAD_MS - 1",
    reason: "A minute's spread is two milliseconds longer",
  },
  { file: "dispatch-due-exports.ts", has: "after = page.at(-1)", becomes: "+1", reason: COSTS },
  { file: "link-sheet.ts", has: "Google accepted a receipt id twice", reason: SENTENCES },
  { file: "consent-answer.ts", has: "requiredScopes.some", reason: "One scope is required, so some are all" },
  { file: "read-set-aside.ts", has: "stored?.record", becomes: "stored.record", reason: NARROWS },
  { file: "reconnect-sheet.ts", has: "present?.link", becomes: "present.link", reason: NARROWS },
  { file: "unlink-sheet.ts", has: "page.at(-1)", becomes: "page.at(-1).tenantId", reason: NARROWS },
  {
    file: "croner-timetable.ts",
    has: "this.#parsed",
    reason: "What is remembered saves parsing, or memory, and answers the same",
  },
  {
    file: "croner-timetable.ts",
    has: "known !== undefined",
    reason: "What is remembered saves parsing, or memory, and answers the same",
  },
  { file: "croner-timetable.ts", has: "cause instanceof TypeError", becomes: "false", reason: DEFECTS },
  { file: "access-tokens.ts", has: "oldest !== undefined", becomes: "true", reason: NARROWS },
  { file: "device-outcome.ts", has: 'typeof thrown.code === "string"', becomes: "true", reason: NARROWS },
  { file: "fcm-admin-notifier.ts", has: "outcomes[index]?.", reason: NARROWS },
  { file: "fcm-admin-notifier.ts", has: "gone.length === 0", becomes: "false", reason: COSTS },
  { file: "google-failure.ts", has: "status > 404", becomes: "status >= 404", reason: TWICE },
  {
    file: "google-failure.ts",
    has: 'return "answer-malformed";',
    reason: "Each table ends with a line that always fits; the compiler does not know that",
  },
  {
    file: "google-failure.ts",
    has: '{ code: "answer-malformed", when: () => true }',
    reason: TWICE,
  },
  {
    file: "cell-data.ts",
    has: "CELL_FIELDS",
    reason: "Only what speaks HTTP uses it, and the emulated Google refuses a request without it",
  },
  { file: "google-failure.ts", has: "retryAfterMs === undefined", becomes: "false", reason: NARROWS },
  {
    file: "google-failure.ts",
    has: 'answer.apiStatus === "invalid_grant" && says',
    reason: "What is no grant's fault is called client-misconfigured at the table's end as well",
  },
  {
    file: "key-file.ts",
    has: "vanished while",
    reason: "Said only where somebody removes the file between two steps, which no test can time",
  },
  { file: "key-file.ts", has: 'readFile("utf8")', reason: "JSON.parse takes the bytes for UTF-8 by itself" },
  { file: "key-ring-text.ts", has: "cause instanceof SyntaxError", reason: DEFECTS },
  { file: "key-file.ts", has: "ring !== undefined) return ring", becomes: "false", reason: COSTS },
  {
    file: "key-file.ts",
    has: "win32",
    reason: "Holds on the system that these runs are made on",
  },
  {
    file: "one-at-a-time.ts",
    has: "line.waiting === 0",
    reason: "A line that nobody waits in costs memory and holds up nobody",
  },
  {
    file: "aes-gcm-credential-vault.ts",
    has: "authTagLength: TAG_BYTES",
    reason: "The length that Node takes by itself",
  },
  {
    file: "aes-gcm-credential-vault.ts",
    has: 'cipher.update(refreshToken, "utf8")',
    reason: "The encoding that Node takes by itself",
  },
  {
    file: "port-call.ts",
    has: 'row.class === "ambiguous"',
    becomes: "true",
    reason: "Of what the failure table lets a run repeat, all is transient or ambiguous, as a test holds",
  },
  {
    file: "sliding-window.ts",
    has: "[]",
    reason: "What is no slice has no moment and is forgotten by the next call",
  },
  {
    file: "sliding-window.ts",
    has: "now - latest.since >= this.#sliceMs",
    becomes: "now - latest.since > this.#sliceMs",
    reason: "A call at the very end of a slice may count for either one",
  },
];

/** Why a survivor is no missing test; undefined if nobody has said. */
export const reasonOf = ({ file, context, code, becomes }: Survivor): string | undefined =>
  explanations.find(
    (explanation) =>
      file.endsWith(explanation.file) &&
      [context, code, becomes].some((text) => text.includes(explanation.has)) &&
      (explanation.becomes === undefined || explanation.becomes === becomes),
  )?.reason;

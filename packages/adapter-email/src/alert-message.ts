import { type DeadLetter, failureTable, type LinkedSheet } from "@attendance-export/core";

/** What an alert says, before it is laid out. Holds no record, no token and no admin's address. */
export interface AlertMessage {
  readonly subject: string;
  readonly heading: string;
  readonly summary: string;
  /** Label and value, in the order in which they are read. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** What to do, for an operator. */
  readonly advice: string;
  /** Where the log of this run is. */
  readonly logUrl: string | undefined;
}

/** Longer messages are somebody's stack trace. */
const LONGEST_MESSAGE = 500;

export const alertMessage = (
  letter: DeadLetter,
  link: LinkedSheet | undefined,
  logUrl: string | undefined,
): AlertMessage => {
  const attempts = letter.attempts === 1 ? "its only attempt" : `${letter.attempts} attempts`;
  return {
    subject: `Attendance export of ${letter.tenantId} failed (${letter.code})`,
    heading: `The export of ${letter.tenantId} has given up`,
    summary: `It failed in ${attempts}. Nothing is lost: the records wait. Its schedule rests, with one look a day, until somebody switches it on or a look succeeds.`,
    facts: [
      ["Tenant", letter.tenantId],
      ["Run", letter.runId],
      ["When", new Date(letter.at).toISOString()],
      ["Failure", letter.code],
      ["Message", cut(letter.message)],
      ["Exported before the failure", `${letter.exported} records`],
      ["Spreadsheet", link === undefined ? "not linked now" : link.sheet.spreadsheetId],
    ],
    advice: failureTable[letter.code].operator,
    logUrl,
  };
};

const cut = (message: string): string =>
  message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`;

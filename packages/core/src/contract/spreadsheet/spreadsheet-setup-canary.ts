import assert from "node:assert/strict";
import type { Guarantee } from "../contract.ts";
import { outcome, resultOf } from "./outcome.ts";
import type { SpreadsheetSetupSubject } from "./spreadsheet-setup-subject.ts";
import { changingNothing, marksOf, spreadsheetOf } from "./truth-of.ts";

const USED = 71_001;
const FRESH = 71_002;

const sing = ({ setup, grant, sheet }: SpreadsheetSetupSubject): Promise<boolean> =>
  resultOf(() =>
    setup.receiptsAreWriteOnce(grant, { spreadsheetId: sheet.spreadsheetId, used: USED, fresh: FRESH }),
  );

/** More requests than any trial of the promise sends; a limit for the loop. */
const MAX_REQUESTS = 6;

/** Trying the promise that everything rests on. */
export const spreadsheetSetupCanary = {
  "finds that used receipt ids are refused, and leaves nothing behind": async (subject) => {
    const { sheet, people } = subject;
    await people.type(sheet, [["rec-1"]]);
    await people.leaveMark(sheet.spreadsheetId, { id: 70_999, key: "ae", value: "another mark" });
    assert.equal(await changingNothing(subject, () => sing(subject)), true);
    assert.equal(await changingNothing(subject, () => sing(subject)), true);
  },

  "finds that used receipt ids are accepted, and leaves no receipt behind": async (subject) => {
    await subject.lever.acceptUsedReceiptIds(subject.sheet.spreadsheetId);
    assert.equal(await sing(subject), false);
    assert.deepEqual(await marksOf(subject), []);
    assert.equal(await sing(subject), false);
  },

  "is not misled by what a trial left that never ended": async (subject) => {
    const { sheet, people } = subject;
    for (const left of [[USED], [FRESH], [USED, FRESH]]) {
      for (const id of left) await people.leaveMark(sheet.spreadsheetId, { id, key: "ae", value: "canary" });
      assert.equal(await sing(subject), true);
      assert.deepEqual(await marksOf(subject), []);
    }
  },

  "takes no failure for an answer, and mends on the repeat what it left": async (subject) => {
    const before = await spreadsheetOf(subject);
    for (let undisturbed = 0; undisturbed < MAX_REQUESTS; undisturbed++)
      for (const trouble of ["answer-lost", "error-before"] as const) {
        await subject.lever.next(trouble, undisturbed);
        const { setup, grant, sheet } = subject;
        const plan = { spreadsheetId: sheet.spreadsheetId, used: USED, fresh: FRESH };
        const met = await outcome(() => setup.receiptsAreWriteOnce(grant, plan));
        await subject.lever.calm();
        // Later requests may not have been needed; the first one is.
        const ends =
          undisturbed === 0 ? /^rejected (no-answer|provider-error)$/ : /^(done|rejected [a-z-]+)$/;
        assert.match(met, ends);
        assert.equal(await sing(subject), true);
        assert.deepEqual(await spreadsheetOf(subject), before);
      }
  },
} satisfies Readonly<Record<string, Guarantee<SpreadsheetSetupSubject>>>;

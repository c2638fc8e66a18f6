import assert from "node:assert/strict";
import type { OperatorAlerts } from "../ports/operator-alerts.ts";
import type { Contract, Guarantee } from "./contract.ts";
import { letterOf } from "./export-queue-contract.ts";
import { type MessageSubject, mustRejectWith } from "./message-world.ts";
import { leakOf } from "./spreadsheet/leak-of.ts";
import { stateOf } from "./store/link-fixtures.ts";
import { tenant1, tenant10 } from "./store/near-misses.ts";

/** One alert as it reached the operators. */
export interface ReadAlert {
  /** By what an operator, or the mail program, tells that two alerts are one. */
  readonly key: string;
  /** All that can be read of it, line breaks and all. */
  readonly text: string;
}

export interface OperatorAlertsSubject extends MessageSubject {
  readonly port: OperatorAlerts;
  readonly backDoor: {
    /** Everything that reached the operators, in order. */
    read(): Promise<readonly ReadAlert[]>;
  };
}

const { link } = stateOf(tenant1);

const onlyAlert = async ({ backDoor }: OperatorAlertsSubject): Promise<ReadAlert> => {
  const alerts = await backDoor.read();
  assert.equal(alerts.length, 1, "there must be one alert");
  return alerts[0] as ReadAlert;
};

const guarantees = {
  "tells tenant, run, failure, message, time, what was exported before and how often it was tried": async (
    subject,
  ) => {
    const letter = letterOf("letter-1");
    await subject.port.escalate(letter, link);
    const { text } = await onlyAlert(subject);
    const { tenantId, runId, code, exported, attempts } = letter;
    const at = new Date(letter.at).toISOString();
    for (const part of [tenantId, runId, code, String(exported), `${attempts} attempts`, at])
      assert.ok(text.includes(part), `“${part}” is not told`);
    assert.ok(text.includes("“Présences \u{1f4c5}”"), "the message is not told as it is");
    assert.ok(text.includes(link.sheet.spreadsheetId), "the spreadsheet is not told");
  },

  "tells of a tenant that has no link any more": async (subject) => {
    await subject.port.escalate(letterOf("letter-1"), undefined);
    assert.ok((await onlyAlert(subject)).text.includes(tenant1));
  },

  "tells the same letter under the same key, and another one under another": async ({ port, backDoor }) => {
    await port.escalate(letterOf("letter-1"), link);
    await port.escalate(letterOf("letter-1"), undefined);
    await port.escalate(letterOf("letter-10"), link);
    const keys = (await backDoor.read()).map(({ key }) => key);
    assert.equal(new Set(keys).size, 2);
    assert.equal(keys.filter((key) => key === keys.at(-1)).length, 1);
  },

  "shows no address of an admin, for operators need none": async (subject) => {
    await subject.port.escalate(letterOf("letter-1"), link);
    assert.ok(!(await onlyAlert(subject)).text.includes(link.accountEmail));
  },

  "rejects with notice-undelivered while nobody can be told, and tells nothing of it later": async (
    subject,
  ) => {
    const { port, lever } = subject;
    await lever.refuse();
    await mustRejectWith("notice-undelivered", () => port.escalate(letterOf("letter-1"), link));
    await lever.release();
    await port.escalate(letterOf("letter-2", { tenantId: tenant10 }), link);
    assert.ok((await onlyAlert(subject)).text.includes(tenant10));
  },

  "shows no secret in a failure": async ({ port, lever, secrets }) => {
    await lever.refuse();
    const call = () => port.escalate(letterOf("letter-1"), link);
    assert.equal(leakOf(await mustRejectWith("notice-undelivered", call), secrets()), undefined);
  },
} satisfies Readonly<Record<string, Guarantee<OperatorAlertsSubject>>>;

/** What every `OperatorAlerts` promises. */
export const operatorAlertsContract = {
  port: "OperatorAlerts",
  guarantees,
} satisfies Contract<OperatorAlertsSubject, string>;

export type OperatorAlertsSentence = keyof typeof operatorAlertsContract.guarantees;

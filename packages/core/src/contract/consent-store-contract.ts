import assert from "node:assert/strict";
import { spreadsheetId, tenantId } from "../model/ids.ts";
import { defaultTemplate } from "../model/template.ts";
import { timeZone } from "../model/time.ts";
import type { ConsentStore, LinkChoice, PendingConsent } from "../ports/consent-store.ts";
import type { Contract, Guarantee } from "./contract.ts";
import { nearMissTenants, tenant1 } from "./store/near-misses.ts";
import { monday } from "./store/record-fixtures.ts";
import {
  type FailureTrial,
  type StoreSubject,
  storeFailures,
  storeWriteFailures,
} from "./store/store-lever.ts";

export interface ConsentStoreSubject extends StoreSubject {
  readonly port: ConsentStore;
  /** The same store through another connection, as another process has it. */
  readonly peer: ConsentStore;
  readonly backDoor: {
    /** Every consent that is kept, whosever it is, in any order. */
    kept(): Promise<readonly PendingConsent[]>;
  };
}

const now = monday;
const MINUTE = 60_000;

const consentOf = (stateDigest: string, wanted: Partial<PendingConsent> = {}): PendingConsent => ({
  stateDigest,
  tenantId: tenant1,
  adminId: "admin-1",
  verifier: `verifier-of-${stateDigest}`,
  expiresAt: now + 10 * MINUTE,
  choice: null,
  ...wanted,
});

/** Digests are base64url: a careless key or comparison would mix these up. */
const nearMissDigests = ["aB-_", "ab-_", "aB-_A", "aB--", "aB+/", "AB-_", "0aB-_"];

const keepAll = async ({ port }: ConsentStoreSubject, consents: readonly PendingConsent[]): Promise<void> => {
  for (const consent of consents) await port.keep(consent, now);
};

const keptDigests = async ({ backDoor }: ConsentStoreSubject): Promise<readonly string[]> =>
  (await backDoor.kept()).map(({ stateDigest }) => stateDigest).sort();

const guarantees = {
  "gives a consent out exactly as it was kept": async ({ port }) => {
    const consent = consentOf("a", { adminId: "Zoë \u{1f511} uid", tenantId: tenantId("Tenant_1") });
    await port.keep(consent, now);
    assert.deepEqual(await port.take("a"), consent);
  },

  "keeps what was chosen beside the consent, to the letter": async ({ port }) => {
    const title = "Présences \u{1f4c5} “north” \\ 2026";
    const zone = { timeZone: timeZone("America/Toronto"), template: defaultTemplate(["noté", "a.b"]) };
    const choices: readonly LinkChoice[] = [
      { spreadsheet: { title }, tabTitle: title, ...zone },
      { spreadsheet: { id: spreadsheetId("1aBc-dEf_2") }, tabTitle: "Attendance", ...zone },
    ];
    for (const [index, choice] of choices.entries()) {
      const consent = consentOf(`with-choice-${index}`, { choice });
      await port.keep(consent, now);
      assert.deepEqual(await port.take(consent.stateDigest), consent);
    }
  },

  "gives a consent out once, and leaves no trace of it": async (subject) => {
    await keepAll(subject, [consentOf("a"), consentOf("b")]);
    assert.deepEqual(await subject.port.take("a"), consentOf("a"));
    assert.equal(await subject.port.take("a"), undefined);
    assert.equal(await subject.peer.take("a"), undefined);
    assert.deepEqual(await keptDigests(subject), ["b"]);
  },

  "gives it to one of many who ask at the same moment": async ({ port, peer }) => {
    await port.keep(consentOf("a"), now);
    const takers = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? port : peer));
    const taken = await Promise.all(takers.map((taker) => taker.take("a")));
    assert.deepEqual(
      taken.filter((consent) => consent !== undefined),
      [consentOf("a")],
    );
  },

  "gives nothing for a digest that nobody kept, though its near misses are there": async (subject) => {
    const [wanted = "", ...others] = nearMissDigests;
    await keepAll(
      subject,
      others.map((digest) => consentOf(digest)),
    );
    assert.equal(await subject.port.take(wanted), undefined);
    assert.deepEqual(await keptDigests(subject), others.toSorted());
  },

  "keeps the consents of one admin's tabs apart": async (subject) => {
    const consents = nearMissDigests.map((digest) => consentOf(digest));
    await keepAll(subject, consents);
    for (const consent of consents) assert.deepEqual(await subject.port.take(consent.stateDigest), consent);
  },

  "changes nothing when the same consent is kept again": async ({ port, backDoor }) => {
    await port.keep(consentOf("a"), now);
    await port.keep(consentOf("a"), now);
    assert.deepEqual(await backDoor.kept(), [consentOf("a")]);
  },

  "drops the tenant's consents that have expired, and no others": async (subject) => {
    const others = nearMissTenants.filter((tenant) => tenant !== tenant1);
    const gone = [now - 1, now].map((expiresAt) => consentOf(`gone-${expiresAt}`, { expiresAt }));
    const stays = [
      consentOf("in-time", { expiresAt: now + 1 }),
      ...others.map((tenant) => consentOf(`of-${tenant}`, { tenantId: tenant, expiresAt: now - 1 })),
    ];
    // Kept while all of them were good.
    for (const consent of [...gone, ...stays]) await subject.port.keep(consent, 0);
    await subject.port.keep(consentOf("newest"), now);
    assert.deepEqual(
      await keptDigests(subject),
      ["newest", ...stays.map(({ stateDigest }) => stateDigest)].sort(),
    );
  },
} satisfies Readonly<Record<string, Guarantee<ConsentStoreSubject>>>;

const failureTrial: FailureTrial<ConsentStore, ConsentStoreSubject> = {
  arrange: ({ port }) => port.keep(consentOf("a"), now),
  reads: {},
  writes: {
    keep: (port) => port.keep(consentOf("b"), now),
    take: (port) => port.take("a"),
  },
  truth: async ({ backDoor }) =>
    [...(await backDoor.kept())].sort((left, right) => (left.stateDigest < right.stateDigest ? -1 : 1)),
};

/** What every `ConsentStore` promises. */
export const consentStoreContract = {
  port: "ConsentStore",
  guarantees: { ...guarantees, ...storeFailures(failureTrial), ...storeWriteFailures(failureTrial) },
} satisfies Contract<ConsentStoreSubject, string>;

export type ConsentStoreSentence = keyof typeof consentStoreContract.guarantees;

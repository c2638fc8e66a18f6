import { describe, it } from "vitest";
import type { StoredRecord } from "../model/attendance-record.ts";
import { canonicalDraft } from "../model/canonical-draft.ts";
import { recordId, type TenantId, tenantId } from "../model/ids.ts";
import type { PutOutcome, RecordDraft } from "../ports/attendance-register.ts";
import {
  type AttendanceRegisterSentence,
  attendanceRegisterContract,
} from "./attendance-register-contract.ts";
import { type Saboteurs, verifyContract } from "./contract.ts";
import { saboteurOf } from "./sabotage.ts";
import type { AttendanceRegisterSubject } from "./store/attendance-subject.ts";
import { failureSaboteurs } from "./store/failure-saboteurs.ts";
import { openMemoryAttendanceRegister } from "./store/memory-store-subject.ts";
import { nearMissTenants } from "./store/near-misses.ts";

const saboteur = saboteurOf(openMemoryAttendanceRegister);

/** A saboteur that only spoils the drafts on their way in. */
const spoilingDrafts = (spoil: (draft: RecordDraft) => RecordDraft) =>
  saboteur(({ port }) => ({ put: (tenant, drafts) => port.put(tenant, drafts.map(spoil)) }));

const find = async (
  { backDoor }: AttendanceRegisterSubject,
  tenant: TenantId,
  id: string,
): Promise<StoredRecord | undefined> =>
  (await backDoor.records(tenant)).find(({ record }) => record.id === id);

/** Puts one draft after the other, by a rule of its own for what differs. */
const oneByOne = (differs: (kept: StoredRecord, draft: RecordDraft) => boolean) =>
  saboteur((subject) => ({
    put: async (tenant, drafts): Promise<PutOutcome> => {
      let [added, changed] = [0, 0];
      for (const draft of drafts) {
        const kept = await find(subject, tenant, draft.id);
        if (kept === undefined) added += 1;
        else if (differs(kept, draft)) changed += 1;
        else continue;
        const revision = (kept?.record.revision ?? 0) + 1;
        await subject.backDoor.plant(tenant, [{ record: { ...draft, revision }, mark: kept?.mark ?? null }]);
      }
      return { added, changed, unchanged: drafts.length - added - changed };
    },
  }));

/** UTF-8 has no word for half a pair. */
const throughUtf8 = (text: string): string => Buffer.from(text).toString();

const everything = { after: undefined, limit: 10_000 };

const saboteurs: Saboteurs<AttendanceRegisterSubject, AttendanceRegisterSentence> = {
  // Trims what a person typed.
  "keeps new drafts at revision 1, exactly as they are": spoilingDrafts((draft) => ({
    ...draft,
    session: { ...draft.session, id: draft.session.id.trim() },
  })),
  // Takes 1 and "1" for the same.
  "raises the revision by one for each change, of whatever part": oneByOne(
    ({ record }, draft) =>
      canonicalDraft(record).replace('"Number":"1"', '"Number":1') !==
      canonicalDraft(draft).replace('"Number":"1"', '"Number":1'),
  ),
  "keeps the export mark of a record that changes": saboteur(({ port, backDoor }) => ({
    // A changed record goes back into the backlog.
    put: async (tenant, drafts) => {
      const outcome = await port.put(tenant, drafts);
      for (const { record } of await backDoor.records(tenant))
        if (record.revision > 1) await backDoor.plant(tenant, [{ record, mark: null }]);
      return outcome;
    },
  })),
  // Compares texts in which the order of the fields shows.
  "changes nothing when equal drafts are put again, whatever the order of their fields": oneByOne(
    ({ record: { revision: _, ...kept } }, draft) => JSON.stringify(kept) !== JSON.stringify(draft),
  ),
  "counts what it added, changed and left alone": saboteur(({ port }) => ({
    put: async (tenant, drafts) => {
      const { added, changed, unchanged } = await port.put(tenant, drafts);
      return { added: added + changed, changed: 0, unchanged };
    },
  })),
  // Puts both, so that a repeat finds the other one each time.
  "takes the later of two drafts with one id, and a repeat changes nothing": oneByOne(
    ({ record }, draft) => canonicalDraft(record) !== canonicalDraft(draft),
  ),
  "keeps an unpaired surrogate as it is": spoilingDrafts((draft) => ({
    ...draft,
    member: { id: throughUtf8(draft.member.id), name: throughUtf8(draft.member.name) },
  })),
  "keeps 5,000 drafts of one call": saboteur(({ port }) => ({
    put: async (tenant, drafts) => {
      const outcome = await port.put(tenant, drafts.slice(0, 4_096));
      return { ...outcome, added: outcome.added + drafts.slice(4_096).length };
    },
  })),
  "puts no record at another tenant": saboteur(({ port }) => ({
    put: async (tenant, drafts) => {
      for (const other of nearMissTenants)
        if (other !== tenant && other.toLowerCase() === tenant) await port.put(other, drafts);
      return port.put(tenant, drafts);
    },
  })),

  "finds by id exactly the records asked for, with their marks": saboteur(({ backDoor }) => ({
    byId: async (tenant, ids) =>
      (await backDoor.records(tenant)).filter(({ record }) =>
        ids.some((id) => id.toLowerCase() === record.id.toLowerCase()),
      ),
  })),
  "finds 5,000 records by id in one call": saboteur(({ port }) => ({
    byId: (tenant, ids) => port.byId(tenant, ids.slice(0, 999)),
  })),
  "lists the records with a mark, and no others, by id in code point order": saboteur(({ port }) => ({
    exported: async (tenant, { limit }) =>
      [...(await port.exported(tenant, everything))]
        .sort((left, right) => (left.record.id < right.record.id ? -1 : 1))
        .slice(0, limit),
  })),
  "lists a marked record whatever has become of it since": saboteur(({ port }) => ({
    exported: async (tenant, page) =>
      (await port.exported(tenant, page)).filter(({ record }) => record.status === "approved"),
  })),
  "gives all marked records by pages of any size, without a gap or a repeat": saboteur(({ port }) => ({
    // Gives the last record of a page again as the first of the next.
    exported: async (tenant, { after, limit }) =>
      (await port.exported(tenant, everything))
        .filter(({ record }) => after === undefined || record.id >= after)
        .slice(0, limit),
  })),
  "keeps the records of tenants apart when it reads": saboteur(({ port }) => ({
    byId: (tenant, ids) => port.byId(tenantId(tenant.slice(0, "tenant-1".length)), ids),
  })),
  "tallies how the records stand": saboteur(({ port, backDoor }) => ({
    // Counts every entry of the quarantine, whatever has become of its record.
    tally: async (tenant) => ({
      ...(await port.tally(tenant)),
      quarantined: (await backDoor.quarantine(tenant)).length,
    }),
  })),
  "tallies nothing for a tenant without records": saboteur(({ port }) => ({
    tally: async (tenant) => {
      const tally = await port.tally(tenant);
      return tally.records > 0 ? tally : port.tally(tenantId("tenant-10"));
    },
  })),

  "shows the export at once what was put": async () => {
    const [subject, stale] = [await openMemoryAttendanceRegister(), await openMemoryAttendanceRegister()];
    // The export works on a copy of last night.
    return { ...subject, attendance: stale.attendance };
  },
  "shows at once what the export has marked and set aside": saboteur(({ port }) => ({
    // Nobody told it of corrections.
    tally: async (tenant) => ({ ...(await port.tally(tenant)), corrected: 0 }),
  })),

  ...failureSaboteurs(openMemoryAttendanceRegister),
  "rejects with store-unavailable when an answer is lost, and a repeat changes nothing more": saboteur(
    (subject) => ({
      // Each call counts as an edit.
      put: async (tenant, drafts) => {
        const kept = await find(subject, tenant, recordId("r2"));
        if (kept !== undefined)
          await subject.backDoor.plant(tenant, [
            { ...kept, record: { ...kept.record, revision: kept.record.revision + 1 } },
          ]);
        return subject.port.put(tenant, drafts);
      },
    }),
  ),
};

verifyContract({ describe, it }, attendanceRegisterContract, saboteurs);

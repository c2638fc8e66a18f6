import { describe, it } from "vitest";
import type { AttendanceRecord, StoredRecord } from "../model/attendance-record.ts";
import { byCodePoint } from "../model/code-point-order.ts";
import { tenantId } from "../model/ids.ts";
import { type AttendanceStoreSentence, attendanceStoreContract } from "./attendance-store-contract.ts";
import { type Saboteurs, verifyContract } from "./contract.ts";
import { saboteurOf } from "./sabotage.ts";
import type { AttendanceStoreSubject } from "./store/attendance-subject.ts";
import { failureSaboteurs } from "./store/failure-saboteurs.ts";
import { openMemoryAttendanceStore } from "./store/memory-store-subject.ts";
import { nearMissTenants, tenant10 } from "./store/near-misses.ts";

const saboteur = saboteurOf(openMemoryAttendanceStore);

const unmarked = ({ record, mark }: StoredRecord): boolean => record.status === "approved" && mark === null;

const compare = (left: AttendanceRecord, right: AttendanceRecord): number =>
  byCodePoint(left.date, right.date) || byCodePoint(left.id, right.id);

const everything = { after: undefined, limit: 10_000 };

/** What careless programmers do, one for each promise. */
const saboteurs: Saboteurs<AttendanceStoreSubject, AttendanceStoreSentence> = {
  "gives the approved records without a mark, and no others": saboteur(({ backDoor }) => ({
    // Takes a time of 0 for no time.
    backlog: async (tenant) =>
      (await backDoor.records(tenant))
        .filter(({ record, mark }) => record.status === "approved" && !mark?.exportedAt)
        .map(({ record }) => record)
        .sort(compare),
  })),
  "gives each record exactly as it is kept": saboteur(({ port }) => ({
    // Drops what is null, as some serialisers do.
    backlog: async (tenant, request) =>
      (await port.backlog(tenant, request)).map((record) => ({
        ...record,
        fields: Object.fromEntries(Object.entries(record.fields).filter(([, value]) => value !== null)),
      })),
  })),
  "orders the backlog by day, then by id in code point order": saboteur(({ port }) => ({
    // Sorts ids by UTF-16 units.
    backlog: async (tenant, { limit }) =>
      [...(await port.backlog(tenant, everything))]
        .sort((left, right) => byCodePoint(left.date, right.date) || (left.id < right.id ? -1 : 1))
        .slice(0, limit),
  })),
  "gives the whole backlog by pages of any size, without a gap or a repeat": saboteur(({ port }) => ({
    // Goes on with the next day instead of the next record.
    backlog: async (tenant, { after, limit }) =>
      (await port.backlog(tenant, everything))
        .filter(({ date }) => after === undefined || date > after.date)
        .slice(0, limit),
  })),
  "fills every page but the last one": saboteur(({ backDoor }) => ({
    // Cuts the page before it filters.
    backlog: async (tenant, { after, limit }) =>
      [...(await backDoor.records(tenant))]
        .sort((left, right) => compare(left.record, right.record))
        .filter(
          ({ record }) =>
            after === undefined ||
            (byCodePoint(record.date, after.date) || byCodePoint(record.id, after.recordId)) > 0,
        )
        .slice(0, limit)
        .filter(unmarked)
        .map(({ record }) => record),
  })),
  "goes on after a record that has left the backlog": saboteur(({ port }) => ({
    // Looks for the last page's end among what is left, and begins anew when it is gone.
    backlog: async (tenant, { after, limit }) => {
      const left = await port.backlog(tenant, everything);
      const end = left.findIndex(({ id }) => id === after?.recordId);
      return left.slice(end + 1, end + 1 + limit);
    },
  })),
  "keeps the backlogs of tenants apart": saboteur(({ port }) => ({
    backlog: (tenant, request) => port.backlog(tenantId(tenant.toLowerCase()), request),
  })),
  "leaves what is set aside in the backlog": saboteur(({ port, backDoor }) => ({
    backlog: async (tenant, request) => {
      const aside = new Set((await backDoor.quarantine(tenant)).map(({ recordId }) => recordId));
      return (await port.backlog(tenant, request)).filter(({ id }) => !aside.has(id));
    },
  })),

  "marks exactly the batch's records, and leaves the records themselves as they are": saboteur(
    ({ port, backDoor }) => ({
      // Compares ids without regard to case.
      markExported: async (tenant, batch) => {
        const wanted = new Set(batch.records.map(({ recordId }) => recordId.toLowerCase()));
        const records = (await backDoor.records(tenant))
          .filter(({ record }) => wanted.has(record.id.toLowerCase()))
          .map(({ record }) => ({ recordId: record.id, revision: 1 }));
        await port.markExported(tenant, { ...batch, records });
      },
    }),
  ),
  "marks the revision that was written, though the record was edited or rejected since": saboteur(
    ({ port, backDoor }) => ({
      markExported: async (tenant, batch) => {
        const newest = new Map(
          (await backDoor.records(tenant)).map(({ record }) => [record.id, record.revision]),
        );
        const records = batch.records.map(({ recordId }) => ({
          recordId,
          revision: newest.get(recordId) ?? 1,
        }));
        await port.markExported(tenant, { ...batch, records });
      },
    }),
  ),
  "keeps the mark that a record has": saboteur(({ backDoor }) => ({
    markExported: async (tenant, { sequence, exportedAt, records }) => {
      const revisions = new Map(records.map(({ recordId, revision }) => [recordId, revision]));
      for (const { record } of await backDoor.records(tenant))
        await backDoor.plant(tenant, [
          { record, mark: { batch: sequence, exportedAt, revision: revisions.get(record.id) ?? 1 } },
        ]);
    },
  })),
  "passes over a record that was deleted, and marks the others": saboteur(({ port, backDoor }) => ({
    // One missing record undoes the whole batch.
    markExported: async (tenant, batch) => {
      const known = new Set((await backDoor.records(tenant)).map(({ record }) => record.id));
      if (batch.records.every(({ recordId }) => known.has(recordId))) await port.markExported(tenant, batch);
    },
  })),
  "finishes a batch that a crash left marked in part": saboteur(({ port, backDoor }) => ({
    // Takes the first mark for the whole batch's.
    markExported: async (tenant, batch) => {
      const begun = (await backDoor.records(tenant)).some(({ mark }) => mark?.batch === batch.sequence);
      if (!begun) await port.markExported(tenant, batch);
    },
  })),
  "changes nothing when the batch is marked again, at whatever time": saboteur(({ port, backDoor }) => ({
    // A repeat of the same batch moves the time.
    markExported: async (tenant, batch) => {
      await port.markExported(tenant, batch);
      for (const { record, mark } of await backDoor.records(tenant))
        if (mark?.batch === batch.sequence)
          await backDoor.plant(tenant, [{ record, mark: { ...mark, exportedAt: batch.exportedAt } }]);
    },
  })),
  "drops what the quarantine says of the batch's records, and nothing of others": saboteur(
    ({ port, backDoor }) => ({
      // Empties the whole quarantine, for there was a good batch.
      markExported: async (tenant, batch) => {
        const ids = (await backDoor.quarantine(tenant)).map(({ recordId }) => recordId);
        const records = [...batch.records, ...ids.map((recordId) => ({ recordId, revision: 1 }))];
        await port.markExported(tenant, { ...batch, records });
      },
    }),
  ),
  "drops it also where a crash came after the last mark": saboteur(({ port, backDoor }) => ({
    // Nothing to mark, nothing to do.
    markExported: async (tenant, batch) => {
      const unmarked = (await backDoor.records(tenant)).filter(({ mark }) => mark === null);
      if (unmarked.length > 0) await port.markExported(tenant, batch);
    },
  })),
  "marks a batch of 5,000": saboteur(({ port }) => ({
    // Stops at a limit of the service.
    markExported: (tenant, batch) =>
      port.markExported(tenant, { ...batch, records: batch.records.slice(0, 4_999) }),
  })),
  "marks no other tenant's records": saboteur(({ port }) => ({
    // Finds records by a prefix of the tenant.
    markExported: async (tenant, batch) => {
      for (const other of nearMissTenants)
        if (other.startsWith(tenant)) await port.markExported(other, batch);
    },
  })),

  "lists what was set aside, by record id in code point order": saboteur(({ port }) => ({
    quarantine: async (tenant, limit) =>
      [...(await port.quarantine(tenant, limit))].sort((left, right) =>
        left.recordId < right.recordId ? -1 : 1,
      ),
  })),
  "lists at most the limit, from the beginning": saboteur(({ port }) => ({
    quarantine: (tenant) => port.quarantine(tenant, 1_000),
  })),
  "replaces what stands there for the same record, and nothing else": saboteur(({ port, backDoor }) => ({
    // The first entry stays.
    setAside: async (tenant, entries) => {
      const known = new Set((await backDoor.quarantine(tenant)).map(({ recordId }) => recordId));
      await port.setAside(
        tenant,
        entries.filter(({ recordId }) => !known.has(recordId)),
      );
    },
  })),
  "changes nothing when the same is set aside again": saboteur(({ port, backDoor }) => ({
    // Stamps each call's own time.
    setAside: async (tenant, entries) => {
      const calls = (await backDoor.quarantine(tenant)).length;
      await port.setAside(
        tenant,
        entries.map((entry) => ({ ...entry, since: entry.since + calls })),
      );
    },
  })),
  "still lists a record that was edited since": saboteur(({ port, backDoor }) => ({
    quarantine: async (tenant, limit) => {
      const revisions = new Map(
        (await backDoor.records(tenant)).map(({ record }) => [record.id, record.revision]),
      );
      return (await port.quarantine(tenant, limit)).filter(
        ({ recordId, revision }) => revisions.get(recordId) === revision,
      );
    },
  })),
  "keeps the quarantines of tenants apart": saboteur(({ port }) => ({
    quarantine: (tenant, limit) => port.quarantine(tenant.startsWith("tenant-1") ? tenant10 : tenant, limit),
  })),

  ...failureSaboteurs(openMemoryAttendanceStore),
  "rejects with store-unavailable when an answer is lost, and a repeat changes nothing more": saboteur(
    ({ port, backDoor }) => ({
      // Every call of its own adds to what stands there.
      setAside: async (tenant, entries) => {
        const calls = (await backDoor.quarantine(tenant)).length;
        await port.setAside(
          tenant,
          entries.map((entry) => ({ ...entry, revision: entry.revision + calls })),
        );
      },
    }),
  ),
};

verifyContract({ describe, it }, attendanceStoreContract, saboteurs);

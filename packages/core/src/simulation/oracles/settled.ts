import type { MemoryTenant } from "../../memory/memory-database.ts";
import type { StoredRecord } from "../../model/attendance-record.ts";
import type { TenantId } from "../../model/ids.ts";
import type { Truth } from "../truth.ts";
import { Violation } from "../violation.ts";
import { canaryOf } from "./record-oracle.ts";

/** What a refresh token of the tenant holds, so that it is recognised wherever it turns up. */
export const secretOf = (tenantId: TenantId): string => `1//secret-of-${tenantId}`;

/** L3: a link that only people can mend is in error, and one in error has told its admins. */
export const adminsWereTold = (truth: Truth): void => {
  const { database, notifier, tenants } = truth;
  for (const tenantId of tenants) {
    const tenant = database.tenant(tenantId);
    const link = tenant.state?.link;
    if (link === undefined) continue;
    const cannotWrite =
      truth.isViewer(tenantId) || truth.wasWithdrawn({ tenantId, version: link.grantVersion });
    if (cannotWrite && !isDrained(tenant) && link.status !== "error")
      throw new Violation("L3 nothing can be written, and the link is not in error");
    if (link.status !== "error") continue;
    const { incident } = link;
    if (incident === null) throw new Violation("L3 a link in error without an incident");
    const id = `${link.linkId}-${incident.openedAt}-failed`;
    if (!notifier.told.some(({ notice }) => notice.id === id))
      throw new Violation("L3 the link is in error and nobody was told");
  }
};

/** Nothing is open and nothing waits. */
export const isDrained = ({ state, records, quarantine }: MemoryTenant): boolean =>
  state?.ledger.open === null &&
  records.all().every((stored) => !isWaiting(stored) || isSetAside(quarantine, stored));

const isWaiting = ({ record, mark }: StoredRecord): boolean => record.status === "approved" && mark === null;

const isSetAside = (quarantine: MemoryTenant["quarantine"], { record }: StoredRecord): boolean =>
  quarantine.get(record.id)?.revision === record.revision;

/** After the calm: L1 nothing lost, L2 no poison in the way, I9 every record somewhere, no loose ends anywhere. */
export const everythingIsSettled = (truth: Truth): void => {
  for (const tenantId of truth.tenants) {
    const tenant = truth.database.tenant(tenantId);
    linkIsWell(tenant);
    for (const stored of tenant.records.all()) recordIsSomewhere(truth, tenantId, stored);
    historyAgrees(truth, tenantId);
    // What leaks does so in every world; looking takes long enough to look into some of them only.
    if (tenant.runs.size % 8 === 0) nothingLeaks(truth, tenantId);
  }
};

const linkIsWell = ({ state }: MemoryTenant): void => {
  if (state === undefined) throw new Violation("the link is gone");
  const { link, ledger } = state;
  if (ledger.open !== null) throw new Violation(`L1 batch ${ledger.open.sequence} stays open`);
  if (link.status !== "active") throw new Violation(`L1 the link stays in error: ${link.errorCode}`);
  if (ledger.outbox.length > 0 || ledger.deadLetters.length > 0)
    throw new Violation("L3 the outbox is not empty");
};

const recordIsSomewhere = (truth: Truth, tenantId: TenantId, stored: StoredRecord): void => {
  const { id } = stored.record;
  if (!isWaiting(stored)) return;
  if (!isSetAside(truth.database.tenant(tenantId).quarantine, stored))
    throw new Violation(`L1 ${id} waits for ever`);
  if (!truth.wasBlamed(tenantId, id))
    throw new Violation(`L1 ${id} is set aside, and nobody ever refused it`);
};

/** Every run is over, and together they count no record twice; all of them, where nothing went wrong. */
const historyAgrees = (truth: Truth, tenantId: TenantId): void => {
  const { runs, closed } = truth.database.tenant(tenantId);
  const reported = truth.reported(tenantId);
  let counted = 0;
  for (const run of runs.values()) {
    if (run.status === "running") throw new Violation(`the history says that ${run.runId} still runs`);
    counted += run.counts.exported;
  }
  let confirmed = 0;
  for (const batch of closed.values()) if (batch.outcome === "confirmed") confirmed += batch.size;
  if (counted > confirmed || (truth.isClean && counted !== confirmed))
    throw new Violation(`the history counts ${counted} records, ${confirmed} were confirmed`);
  if (reported > confirmed)
    throw new Violation(`the runs report ${reported} records, ${confirmed} were confirmed`);
};

/** No secret anywhere, no member's name where operators look, nothing of a tenant with another. */
const nothingLeaks = (truth: Truth, tenantId: TenantId): void => {
  const { state, runs, closed, credentials } = truth.database.tenant(tenantId);
  const kept = JSON.stringify([state, [...runs.values()], [...closed.values()], [...credentials.values()]]);
  const told = JSON.stringify(truth.notifier.told.filter((one) => one.tenantId === tenantId));
  for (const text of [kept, told]) {
    if (text.includes(secretOf(tenantId))) throw new Violation(`a secret of ${tenantId} can be read`);
    if (text.includes(canaryOf(tenantId)))
      throw new Violation(`personal data of ${tenantId} outlives its batch`);
    for (const other of truth.tenants)
      if (other !== tenantId && text.includes(`"${other}"`))
        throw new Violation(`isolation: ${tenantId} keeps something of ${other}`);
  }
};

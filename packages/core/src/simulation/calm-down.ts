import { failureKind } from "../failures/failure-table.ts";
import type { StoredRecord } from "../model/attendance-record.ts";
import type { Exporters } from "./exporters.ts";
import type { People } from "./people.ts";
import { TICK_MS } from "./storm.ts";
import { Violation } from "./violation.ts";
import type { World } from "./world.ts";

/** More runs than any backlog here needs, with every late request landed and every lease lapsed. */
const MAX_CALM_RUNS = 40;
/** All leases have lapsed by then, also those of processes whose clock was an hour ahead. */
const LONG_AFTER_MS = 3 * 3_600_000;

/** The storm is over: admins mend what they were told of, the schedule goes on, and everything must drain. */
export const calmDown = async (world: World, people: People, exporters: Exporters): Promise<void> => {
  const { timeline } = world;
  world.calm = true;
  await timeline.run(timeline.now + LONG_AFTER_MS);
  await tick(world, exporters);
  world.guard(() => adminsWereTold(world));
  if (!people.hasAccess) people.reconnect();
  people.approveAll();
  for (let runs = 0; runs < MAX_CALM_RUNS && world.violation === undefined; runs++) {
    const before = fingerprintOf(world);
    await tick(world, exporters);
    // One more run must change nothing.
    if (isDrained(world) && fingerprintOf(world) === before) break;
  }
  world.guard(() => everythingIsSettled(world));
};

const tick = async ({ timeline }: World, exporters: Exporters): Promise<void> => {
  exporters.startAfter(1_000);
  await timeline.run(timeline.now + TICK_MS);
};

/** L3: a link in error has told its admins. */
const adminsWereTold = ({ tenant, notifier }: World): void => {
  const incident = tenant.state?.link.incident;
  if (tenant.state?.link.status !== "error") return;
  if (incident == null) throw new Violation("L3 a link in error without an incident");
  const told = notifier.told.some(({ notice }) => notice.id.endsWith(`${incident.openedAt}-failed`));
  if (!told) throw new Violation("L3 the link is in error and nobody was told");
};

const isDrained = ({ tenant }: World): boolean =>
  tenant.state?.ledger.open === null &&
  tenant.records.all().every((stored) => !isWaiting(stored) || isSetAside(tenant, stored));

const isWaiting = ({ record, mark }: StoredRecord): boolean => record.status === "approved" && mark === null;

const isSetAside = ({ quarantine }: World["tenant"], { record }: StoredRecord): boolean =>
  quarantine.get(record.id)?.revision === record.revision;

const fingerprintOf = ({ tenant, spreadsheets }: World): string =>
  `${tenant.closed.size} ${tenant.quarantine.size} ${spreadsheets
    .files()
    .map((file) => file.tabs.map((tab) => tab.rows.length).join())
    .join(";")}`;

/** L1 nothing lost, L2 no poison in the way, I9 every record somewhere, and a history without loose ends. */
const everythingIsSettled = ({ tenant, poison }: World): void => {
  const { state } = tenant;
  if (state === undefined) throw new Violation("the link is gone");
  if (state.ledger.open !== null) throw new Violation(`L1 batch ${state.ledger.open.sequence} stays open`);
  if (state.link.status !== "active")
    throw new Violation(`L1 the link stays in error: ${state.link.errorCode}`);
  for (const stored of tenant.records.all()) {
    const { record } = stored;
    const poisoned = poison.get(record.id) === record.revision;
    if (!isWaiting(stored)) continue;
    if (!isSetAside(tenant, stored)) throw new Violation(`L1 ${record.id} waits for ever`);
    if (!poisoned && !spuriouslyRefused(tenant, stored))
      throw new Violation(`L1 ${record.id} is set aside without reason`);
  }
  for (const run of tenant.runs.values())
    if (run.status === "running") throw new Violation(`the history says that ${run.runId} still runs`);
};

/** The weather can refuse one record alone, in words that blame it, and then it is set aside as the service wanted. */
const spuriouslyRefused = ({ quarantine }: World["tenant"], { record }: StoredRecord): boolean =>
  quarantine.get(record.id)?.reason.includes("the simulation's whim") === true ||
  quarantine.get(record.id)?.reason === failureKind("content-refused").admin;

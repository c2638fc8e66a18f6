import type { Exporters } from "./exporters.ts";
import { adminsWereTold, everythingIsSettled, isDrained } from "./oracles/settled.ts";
import type { People } from "./people.ts";
import { TICK_MS } from "./storm.ts";
import type { World } from "./world.ts";

/** More runs than any backlog here needs, with every late request landed and every lease lapsed. */
const MAX_CALM_RUNS = 40;
/**
 * All leases have lapsed by then, and no request counts as under way any more: a process may sleep for two hours, and then write down
 * that it sends by a clock that is an hour ahead. With three hours, seed 5269109 met its link minutes before a run would try it.
 */
const LONG_AFTER_MS = 4 * 3_600_000;

/** The storm is over: admins mend what they were told of, the schedule goes on, and everything must drain. */
export const calmDown = async (
  world: World,
  everybody: readonly People[],
  exporters: Exporters,
): Promise<void> => {
  const { timeline } = world;
  world.calm = true;
  await timeline.run(timeline.now + LONG_AFTER_MS);
  await tick(world, exporters);
  world.guard(() => adminsWereTold(world));
  if (world.violation !== undefined) return;
  for (const people of everybody) {
    if (world.isViewer(people.tenantId)) people.becomeEditor();
    if (!people.hasAccess) people.reconnect();
    people.approveAll();
  }
  for (let runs = 0; runs < MAX_CALM_RUNS && world.violation === undefined; runs++) {
    const before = fingerprintOf(world);
    await tick(world, exporters);
    // One more run must change nothing.
    if (allIsDrained(world) && fingerprintOf(world) === before) break;
  }
  world.guard(() => everythingIsSettled(world));
};

const tick = async ({ timeline, tenants }: World, exporters: Exporters): Promise<void> => {
  for (const tenantId of tenants) exporters.startAfter(1_000, tenantId);
  await timeline.run(timeline.now + TICK_MS);
};

const allIsDrained = (world: World): boolean => world.tenants.every((id) => isDrained(world.tenant(id)));

const fingerprintOf = (world: World): string => {
  const stores = world.tenants.map((id) => {
    const { closed, quarantine, state } = world.tenant(id);
    return `${closed.size} ${quarantine.size} ${state?.link.status}`;
  });
  const rows = world.spreadsheets.files().map((file) => file.tabs.map((tab) => tab.rows.length).join());
  return [...stores, ...rows].join(";");
};

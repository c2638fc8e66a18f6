import type { Exporters } from "./exporters.ts";
import type { People } from "./people.ts";
import type { World } from "./world.ts";

/** Scheduled runs of a storm: short ones are cheap, and some mistakes take a long one. */
const FEWEST_TICKS = 3;
const MORE_TICKS = 4;
/** The schedule: longer than a request can be late. */
export const TICK_MS = 600_000;
/** A message that is delivered twice: at once, a moment later, while the first run is at it. */
const DUPLICATES_MS = [undefined, 0, 20, 1_000, 120_000];

/** An hour or less of scheduled runs in which everything that can go wrong may. */
export const startStorm = async (
  world: World,
  everybody: readonly People[],
  exporters: Exporters,
): Promise<void> => {
  const restless = everybody.some((people) => people.areRestless);
  const ticks = FEWEST_TICKS + world.decider.pick(MORE_TICKS, "plan") + (restless ? MORE_TICKS : 0);
  for (let tick = 0; tick < ticks; tick++)
    for (const people of everybody) {
      const at = tick * TICK_MS;
      planRuns(world, people, exporters, at);
      planWork(world, people, at);
      planTrouble(world, people, at);
    }
  await world.timeline.run(world.now + ticks * TICK_MS);
};

const planRuns = ({ decider }: World, { tenantId }: People, exporters: Exporters, at: number): void => {
  exporters.startAfter(at, tenantId);
  const duplicate = DUPLICATES_MS[decider.pick(DUPLICATES_MS.length, "fault")];
  if (duplicate !== undefined) exporters.startAfter(at + duplicate, tenantId);
};

/** What people do with their records and their sheet on any day. */
const planWork = ({ decider, timeline }: World, people: People, at: number): void => {
  const moment = at + 10 * decider.pick(12, "latency");
  const happens = (chance: number): boolean => decider.pick(chance, "fault") === 1;
  if (decider.pick(3, "fault") > 0) timeline.after(moment, () => people.addRecord("approved", false));
  if (happens(6)) timeline.after(moment, () => people.approveAll());
  if (happens(6)) {
    const index = decider.pick(12, "plan");
    timeline.after(moment, () => people.edit(index));
  }
  if (happens(10)) {
    const index = decider.pick(12, "plan");
    timeline.after(moment, () => people.deleteRecord(index));
  }
  if (happens(6)) timeline.after(moment, () => people.tidyUp());
};

/** What people do to the link itself. */
const planTrouble = (world: World, people: People, at: number): void => {
  const { decider } = world;
  const moment = at + 10 * decider.pick(12, "latency");
  const happens = (chance: number): boolean => decider.pick(chance, "fault") === 1;
  if (happens(6)) planWithdrawal(world, people, moment);
  if (happens(people.areRestless ? 2 : 8)) planMove(world, people, moment);
  if (happens(10)) planViewing(world, people, moment);
  if (happens(10)) planRestore(world, people, moment);
};

/** Access is withdrawn; the admin comes back minutes later, or stays away until the calm. */
const planWithdrawal = ({ decider, timeline }: World, people: People, moment: number): void => {
  timeline.after(moment, () => people.withdraw());
  if (decider.pick(3, "plan") === 0) return;
  timeline.after(moment + 30_000 * (1 + decider.pick(8, "latency")), () => people.reconnect());
};

/** To the other sheet, and perhaps back. */
const planMove = ({ decider, timeline }: World, people: People, moment: number): void => {
  timeline.after(moment, () => people.linkLater(1));
  if (decider.pick(3, "plan") === 0) return;
  timeline.after(moment + 20_000 * (1 + decider.pick(40, "latency")), () => people.linkLater(0));
};

/** The account is made a viewer, and perhaps an editor again. */
const planViewing = ({ decider, timeline }: World, people: People, moment: number): void => {
  timeline.after(moment, () => people.becomeViewer());
  if (decider.pick(3, "plan") === 0) return;
  timeline.after(moment + 60_000 * (1 + decider.pick(15, "latency")), () => people.becomeEditor());
};

/** A version is kept, and brought back minutes later. */
const planRestore = ({ decider, timeline }: World, people: People, moment: number): void => {
  timeline.after(moment, () => people.saveVersion());
  timeline.after(moment + 30_000 * (1 + decider.pick(40, "latency")), () => people.restoreVersion());
};

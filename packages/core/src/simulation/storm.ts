import type { Exporters } from "./exporters.ts";
import type { People } from "./people.ts";
import type { World } from "./world.ts";

const TICKS = 6;
/** The schedule: longer than a request can be late, as `protocol.md` decides. */
export const TICK_MS = 600_000;
/** A message that is delivered twice: at once, a moment later, while the first run is at it. */
const DUPLICATES_MS = [undefined, 0, 20, 1_000, 120_000];

/** An hour of scheduled runs in which everything that can go wrong may. */
export const startStorm = async (world: World, people: People, exporters: Exporters): Promise<void> => {
  const { decider, timeline } = world;
  prepare(world, people);
  for (let tick = 0; tick < TICKS; tick++) {
    const at = tick * TICK_MS;
    exporters.startAfter(at);
    const duplicate = DUPLICATES_MS[decider.pick(DUPLICATES_MS.length, "fault")];
    if (duplicate !== undefined) exporters.startAfter(at + duplicate);
    const moment = at + 10 * decider.pick(12, "latency");
    if (decider.pick(3, "fault") > 0) timeline.after(moment, () => people.addRecord("approved", false));
    if (decider.pick(6, "fault") === 1) timeline.after(moment, () => people.approveAll());
    if (decider.pick(6, "fault") === 1) planEdit(world, people, moment);
    if (decider.pick(6, "fault") === 1) planWithdrawal(world, people, moment);
    if (decider.pick(8, "fault") === 1) planMove(world, people, moment);
    if (decider.pick(6, "fault") === 1) timeline.after(moment, () => people.tidyUp(sheetOf(people, 0)));
  }
  await timeline.run(timeline.now + TICKS * TICK_MS);
};

const prepare = (world: World, people: People): void => {
  const { decider } = world;
  const receiptBase = 1_048_576;
  people.link(sheetOf(people, 0), receiptBase);
  // Another link of the same spreadsheet happens to use the same ids.
  if (decider.pick(6, "fault") === 1) people.leaveStrangersMark(sheetOf(people, 0), receiptBase + 1);
  const records = 2 + decider.pick(9, "plan");
  for (let index = 0; index < records; index++) {
    const pending = decider.pick(8, "fault") === 1;
    people.addRecord(pending ? "pending" : "approved", decider.pick(8, "fault") === 1);
  }
};

const planEdit = ({ decider, timeline }: World, people: People, moment: number): void => {
  const index = decider.pick(12, "plan");
  timeline.after(moment, () => people.edit(index));
};

/** Access is withdrawn; the admin comes back minutes later, or stays away until the calm. */
const planWithdrawal = ({ decider, timeline }: World, people: People, moment: number): void => {
  timeline.after(moment, () => people.withdraw());
  if (decider.pick(3, "plan") === 0) return;
  timeline.after(moment + 30_000 * (1 + decider.pick(8, "latency")), () => people.reconnect());
};

/** To the other sheet, and perhaps back. */
const planMove = ({ decider, timeline }: World, people: People, moment: number): void => {
  timeline.after(moment, () => people.link(sheetOf(people, 1)));
  if (decider.pick(3, "plan") === 0) return;
  timeline.after(moment + 20_000 * (1 + decider.pick(40, "latency")), () => people.link(sheetOf(people, 0)));
};

const sheetOf = (people: People, index: number) => {
  const sheet = people.sheets[index];
  if (sheet === undefined) throw new Error(`the simulation has no sheet ${index}`);
  return sheet;
};

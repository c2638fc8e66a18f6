import { tenantId } from "../model/ids.ts";
import { ZONE } from "./admin.ts";
import { People } from "./people.ts";
import type { World } from "./world.ts";

/** One begins like the other: what tells them apart must be the whole id. */
const FIRST = tenantId("tenant-1");
const SECOND = tenantId("tenant-10");

/** Where the receipts of both links of a shared spreadsheet begin, if they happen to meet. */
const MEETING_BASE = 2 ** 20;

/** Makes the tenants of a world, their sheets, links and first records. */
export const settle = async (world: World): Promise<readonly People[]> => {
  const { decider, spreadsheets } = world;
  const [a, b, c] = ["A", "B", "C"].map((title) => spreadsheets.create(title, ZONE));
  if (a === undefined || b === undefined || c === undefined) return [];
  // In some worlds Google does not keep the promise that everything rests on; then nothing may be linked.
  const isUnsafe = decider.pick(40, "fault") === 1;
  for (const file of spreadsheets.files()) file.acceptsUsedIds = isUnsafe;
  const meet = decider.pick(6, "fault") === 1;
  // A second tenant lives in the same stores, and perhaps on the very same spreadsheet.
  const neighbour = decider.pick(8, "plan");
  // Leases only save work: in some worlds they lapse at once, and runs get into each other's way all the time.
  world.leasesLapse = decider.pick(4, "plan") === 3;
  const everybody = [new People(world, FIRST, [a, b])];
  if (neighbour > 5) everybody.push(new People(world, SECOND, [neighbour === 6 ? c : a, c]));
  for (const people of everybody) await moveIn(world, people, meet ? MEETING_BASE : undefined);
  return everybody.filter((people) => people.isLinked);
};

const moveIn = async ({ decider }: World, people: People, base: number | undefined): Promise<void> => {
  await people.link(0, base);
  if (decider.pick(8, "plan") === 7) people.growOld();
  if (decider.pick(8, "fault") === 1) people.meetStranger();
  const records = 2 + decider.pick(9, "plan");
  for (let index = 0; index < records; index++) {
    const pending = decider.pick(8, "fault") === 1;
    people.addRecord(pending ? "pending" : "approved", decider.pick(8, "fault") === 1);
  }
};

import { CronerTimetable } from "@attendance-export/adapter-croner";
import { describe, expect, it } from "vitest";
import { simulateMonths } from "./simulate-months.ts";
import { openStores, storeKinds } from "./stores.ts";
import { faultsOf } from "./verdict.ts";

/** Both ends of the clocks: Europe goes back on 27 October, North America on 3 November. */
const AUTUMN = Date.UTC(2024, 9, 25);

describe("weeks of a hundred links, with outages, revoked grants, short quotas and deaths", () => {
  it.each(storeKinds)(
    "leave no slot unexplained and no link behind, on %s",
    async (kind) => {
      const stores = openStores(kind);
      try {
        const outcome = await simulateMonths({
          stores,
          timetable: new CronerTimetable(),
          links: kind === "memory" ? 100 : 30,
          days: 11,
          start: AUTUMN,
          seed: "weeks",
        });
        expect(faultsOf(outcome)).toEqual([]);
        // What was to be met was met, or the months prove nothing.
        expect(outcome.runs).toBeGreaterThan(kind === "memory" ? 4_000 : 1_000);
        expect(outcome.world.slots.uses.get("begun within two minutes")?.count).toBeGreaterThan(1_000);
        expect(outcome.people.reconnects).toBeGreaterThan(0);
        expect(outcome.world.notices.counts.incidents).toBeGreaterThan(0);
        expect(outcome.deaths).toBeGreaterThan(0);
        expect(outcome.world.notices.letters.length).toBeGreaterThan(0);
      } finally {
        stores.close();
      }
    },
    60_000,
  );
});

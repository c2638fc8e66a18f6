import { expect, it } from "vitest";
import { CallMeter } from "../../test/call-meter.ts";
import { StridingClock } from "../../test/striding-clock.ts";
import { stateOf } from "../contract/store/link-fixtures.ts";
import { openMemoryAdapters } from "../memory/open-memory-adapters.ts";
import { tenantId } from "../model/ids.ts";
import { DispatchDueExports } from "./dispatch-due-exports.ts";

const NOW = Date.UTC(2024, 2, 8, 6);

/** The store calls of one dispatch, with so many links of which ten are due. */
const callsFor = async (links: number): Promise<Readonly<Record<string, number>>> => {
  const memory = openMemoryAdapters();
  const { link, ledger } = stateOf(tenantId("any"), { polling: { retryCount: 0 } });
  for (let index = 0; index < links; index++) {
    const tenant = tenantId(`tenant-${index}`);
    const nextPollAt = index < 10 ? NOW - index : NOW + 60_000 + index;
    const polling = { ...link.polling, nextPollAt };
    memory.database.tenant(tenant).state = { link: { ...link, tenantId: tenant, polling }, ledger };
  }
  const meter = new CallMeter();
  await new DispatchDueExports({
    links: meter.on("links", memory.links),
    ledger: meter.on("ledger", memory.ledger),
    queue: meter.on("queue", memory.queue),
    clock: new StridingClock(NOW),
    ids: memory.ids,
  }).execute();
  return meter.counts;
};

it("a dispatch costs what is due: ten of a hundred links are as dear as ten of a hundred thousand", async () => {
  const cost = { "links.due": 1, "ledger.transact": 10, "queue.ask": 10 };
  expect(await callsFor(100)).toEqual(cost);
  expect(await callsFor(100_000)).toEqual(cost);
}, 20_000);

import { tenantId } from "@attendance-export/core";
import { expect, it } from "vitest";
import { type MemoryApiOptions, memoryApi, school } from "../test/memory-api.ts";

const path = `/api/v1/links/${school}/events`;

interface Event {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

/** Events of a stream, one after the other. */
const eventsOf = async function* (answer: Response): AsyncGenerator<Event> {
  let text = "";
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
      if (field("event") === "") continue;
      yield { event: field("event"), id: field("id"), data: JSON.parse(field("data")) };
    }
  }
};

/** Reads so many events of a stream and leaves. */
const listen = async (answer: Response, count: number): Promise<readonly Event[]> => {
  const heard: Event[] = [];
  for await (const event of eventsOf(answer)) if (heard.push(event) === count) break;
  return heard;
};

/** Listens until an event is as wanted, and leaves. */
const until = async (answer: Response, wanted: (event: Event) => boolean): Promise<Event | undefined> => {
  for await (const event of eventsOf(answer)) if (wanted(event)) return event;
  return undefined;
};

it("tells the link and its runs first, then every change", async () => {
  const { call, send } = await memoryApi({ records: 3 });
  const answer = await call(path);
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const hearing = listen(answer, 4);
  await send("POST", "/api/sync", { tenant: school });
  const events = await hearing;
  expect(events.map(({ event }) => event)).toEqual(["link", "runs", "link", "runs"]);
  expect(events[0]).toMatchObject({ data: { tenant: school, records: { waiting: 3 }, running: null } });
  expect(events[2]).toMatchObject({ data: { records: { waiting: 0, exported: 3 } } });
  expect(events[3]).toMatchObject({ data: [{ status: "completed", records_new: 3 }] });
});

it("tells who comes back only what is news", async () => {
  const { call, send } = await memoryApi();
  const [, last] = await listen(await call(path), 2);
  await send("POST", "/api/sync", { tenant: school });
  const changed = await listen(await call(path, { headers: { "last-event-id": last?.id ?? "" } }), 2);
  expect(changed.map(({ event }) => event)).toEqual(["link", "runs"]);
  await send("PATCH", `/api/v1/links/${school}`, { enabled: false });
  const [only] = await listen(await call(path, { headers: { "last-event-id": changed[1]?.id ?? "" } }), 1);
  expect(only).toMatchObject({ event: "link", data: { polling: { enabled: false } } });
});

it("ends once the process is to stop", async () => {
  const { call, stopping } = await memoryApi();
  const answer = await call(path);
  stopping.abort();
  expect(await answer.text()).toContain("event: link");
});

it("knows no tenant without a link", async () => {
  const { call } = await memoryApi();
  expect((await call("/api/v1/links/nobody/events")).status).toBe(404);
});

it("asks pages to come back within a second after a cut", async () => {
  const { call } = await memoryApi();
  const reader = (await call(path)).body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe("retry: 1000\n\n");
  await reader?.cancel();
});

/** A sink that waits for us at each batch. */
const steppedSink = () => {
  const waiting: (() => void)[] = [];
  const around: MemoryApiOptions["around"] = (sink) => ({
    append: async (grant, batch) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return sink.append(grant, batch);
    },
    probe: (grant, sheet) => sink.probe(grant, sheet),
  });
  return { around, step: () => waiting.shift()?.() };
};

it("tells how far a run is while it is at work, and that it is over", async () => {
  const { around, step } = steppedSink();
  const { call, send, soFar, settled } = await memoryApi({ around, patienceMs: 1 });
  const answer = await send("POST", "/api/sync", { tenant: school });
  const { run_id } = (await answer.json()) as { run_id: string };
  const isAtWork = ({ event, data }: Event) =>
    event === "link" && (data as { running: { run_id: string } | null }).running?.run_id === run_id;
  expect(await until(await call(path), isAtWork)).toMatchObject({ data: { running: { records_new: 0 } } });
  const hearing = until(
    await call(path),
    ({ event, data }) => event === "runs" && (data as { records_new: number }[])[0]?.records_new === 2,
  );
  soFar.records = 2;
  expect(await hearing).toMatchObject({ data: [{ id: run_id, status: "running", records_total: 2 }] });
  const ended = until(await call(path), ({ data }) => (data as { running?: unknown }).running === null);
  step();
  await settled();
  expect(await ended).toMatchObject({ data: { records: { waiting: 0 } } });
});

it("hears within a second of what another process wrote: the median of 20", async () => {
  const { adapters, call } = await memoryApi();
  const ms: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const errorDetails = `Round ${round}.`;
    const stream = eventsOf(await call(path));
    await stream.next();
    const wroteAt = performance.now();
    await adapters.ledger.transact(school, (state) => {
      if (state === undefined) throw new Error("there is no link");
      return {
        state: {
          ...state,
          link: { ...state.link, status: "error", errorCode: "access-revoked", errorDetails },
        },
        result: undefined,
      };
    });
    for await (const { event, data } of stream)
      if (event === "link" && (data as { errorDetails: string }).errorDetails === errorDetails) break;
    ms.push(performance.now() - wroteAt);
  }
  expect(ms.toSorted((left, right) => left - right)[10]).toBeLessThan(1_000);
}, 30_000);

it("tells nothing of another organisation", async () => {
  const { call, as } = await memoryApi();
  expect((await call(path, { headers: as(tenantId("a-school2")) })).status).toBe(403);
});

import { expect, it } from "vitest";
import { school } from "../../test/memory-installation.ts";
import { memoryService } from "../../test/memory-service.ts";

const path = `/api/v1/links/${school}/events`;

interface Event {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

/** Reads so many events of a stream and leaves. */
const listen = async (answer: Response, count: number): Promise<readonly Event[]> => {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (text.split("\n\n").length <= count) {
    const { value, done } = (await reader?.read()) ?? { value: "", done: true };
    if (done) break;
    text += value;
  }
  await reader?.cancel();
  return text
    .split("\n\n")
    .slice(0, count)
    .map((block) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
      return { event: field("event"), id: field("id"), data: JSON.parse(field("data")) };
    });
};

it("tells the link and its runs first, then every change", async () => {
  const { call, send } = await memoryService({ records: 3 });
  const answer = await call(path);
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  const hearing = listen(answer, 4);
  await send("POST", "/api/sync", { tenant: school });
  const events = await hearing;
  expect(events[0]).toMatchObject({ event: "link", data: { tenant: school } });
  expect(events.map(({ event }) => event)).toContain("runs");
  expect(events.at(-1)).toMatchObject({ data: [{ status: "completed", records_new: 3 }] });
});

it("tells who comes back only what is news", async () => {
  const { call, send } = await memoryService();
  const [, last] = await listen(await call(path), 2);
  await send("POST", "/api/sync", { tenant: school });
  const changed = await listen(await call(path, { headers: { "last-event-id": last?.id ?? "" } }), 2);
  expect(changed.map(({ event }) => event)).toEqual(["link", "runs"]);
  await send("PATCH", `/api/v1/links/${school}`, { enabled: false });
  const [only] = await listen(await call(path, { headers: { "last-event-id": changed[1]?.id ?? "" } }), 1);
  expect(only).toMatchObject({ event: "link", data: { polling: { enabled: false } } });
});

it("ends once the process is to stop", async () => {
  const { call, stopping } = await memoryService();
  const answer = await call(path);
  stopping.abort();
  expect(await answer.text()).toContain("event: link");
});

it("knows no tenant without a link", async () => {
  const { call } = await memoryService();
  expect((await call("/api/v1/links/nobody/events")).status).toBe(404);
});

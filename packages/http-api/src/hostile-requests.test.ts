import fc from "fast-check";
import { expect, it } from "vitest";
import { memoryApi, otherSchool, school } from "../test/memory-api.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 400);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_122);

const tenants = fc.oneof(
  fc.constantFrom<string>(school, "nobody", "..", ".", "__x__", "a%2fb", "a b", "~", "%00", "é"),
  fc.string({ maxLength: 12 }),
);
const templates = [
  "/api/sync",
  "/api/v1/links",
  "/api/v1/links/T",
  "/api/v1/links/T/runs",
  "/api/v1/links/T/runs/X",
  "/api/v1/links/T/set-aside",
  "/api/v1/links/T/consent",
  "/api/v1/links/T/sheet",
  "/api/v1/export/sheets/X/status",
  "/X",
];
const values: fc.Arbitrary<unknown> = fc.oneof(
  tenants,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    { create: { title: "x" } },
    { create: { title: "\ud800" } },
    { url: "https://docs.google.com/spreadsheets/d/1abc/edit" },
    { cron: "* * * * * *" },
    { cron: "0 0 30 2 *" },
    -1,
    1e308,
    null,
  ),
);
const fields = [
  "tenant",
  "sheet",
  "timeZone",
  "create",
  "url",
  "enabled",
  "frequency",
  "maxRetries",
  "__proto__",
];
const bodies = fc.oneof(
  fc.dictionary(fc.constantFrom(...fields), values).map((body) => JSON.stringify(body)),
  fc.jsonValue({ maxDepth: 3 }).map((body) => JSON.stringify(body)),
  fc.string(),
  fc.constantFrom("[".repeat(20_000), '{"tenant":"a-school","tenant":1}', "\u0000"),
);
const queries = fc
  .dictionary(fc.constantFrom("tenant", "limit", "before", "after", "status"), tenants)
  .map((query) => new URLSearchParams(query as Record<string, string>).toString());
const requests = fc.record({
  method: fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD"),
  template: fc.constantFrom(...templates),
  tenant: tenants,
  other: fc.string({ maxLength: 20 }),
  query: queries,
  body: bodies,
  type: fc.constantFrom("application/json", "text/plain", "application/x-www-form-urlencoded", ""),
});

it(`answers ${RUNS} hostile requests (seed ${SEED}) in its own words, and an admin gets nothing of another organisation`, async () => {
  const api = await memoryApi();
  await api.linkAnother();
  const before = await api.adapters.links.load(otherSchool);
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, template, tenant, other, query, body, type }) => {
      const path = template.replace("T", encodeURIComponent(tenant)).replace("X", encodeURIComponent(other));
      const hasBody = method !== "GET" && method !== "HEAD";
      const answer = await api.call(`${path}?${query}`, {
        method,
        ...(hasBody ? { body } : {}),
        headers: { ...api.as(school), ...(type === "" ? {} : { "content-type": type }) },
      });
      expect([200, 202, 400, 403, 404, 409, 413, 422]).toContain(answer.status);
      const text = await answer.text();
      if (method === "HEAD") return;
      const said = JSON.parse(text) as Record<string, unknown>;
      if (answer.status >= 400)
        expect(said).toMatchObject({ error: expect.any(String), message: expect.any(String) });
      expect(text).not.toContain(`"tenant":"${otherSchool}"`);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(await api.adapters.links.load(otherSchool)).toEqual(before);
}, 60_000);

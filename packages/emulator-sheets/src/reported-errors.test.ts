import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { otherProducers } from "../test/reported-other-errors.ts";
import { type Producer, sheetsProducers } from "../test/reported-sheets-errors.ts";
import { needsShared, sharedPath } from "../test/shared-data.ts";
import { closeTestBenches, openTestBench } from "../test/test-bench.ts";

afterEach(closeTestBenches);

interface Reported {
  readonly id: string;
  readonly httpStatus: number;
  readonly body: { readonly error: { readonly message: string } | string } | string;
  readonly bodyComplete: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

const path = sharedPath("reported/errors.json");
const reported: readonly Reported[] = path === undefined ? [] : JSON.parse(readFileSync(path, "utf8")).errors;
const producers: Readonly<Record<string, Producer>> = { ...sheetsProducers, ...otherProducers };

/** What stands for something in a report, and what it is here. */
const meant = (text: string): string =>
  text.replaceAll("PROJECT_NUMBER", "123456789012").replaceAll("[N]", "[7]");

/** Bodies of which only a part is evidenced, and that part. */
const evidenced: Readonly<Record<string, (body: string) => void>> = {
  "nested-cell": (body) => expect(body).toContain("Invalid values[3][0]: list_value {"),
  "fields-mask-missing": (body) =>
    expect(body).toContain(
      "Invalid requests[0].appendCells: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    ),
  "bad-fields-mask": (body) => {
    expect(JSON.parse(body).error.message).toBe("Request contains an invalid argument.");
    expect(body).toContain("Cannot find matching fields for path 'userEnteredValu'");
  },
  "bad-gateway-html": (body) => expect(body).toContain("Error 502 (Server Error)!!1"),
  "token-502-html": (body) => expect(body).toContain("Error 502 (Server Error)!!1"),
  "rate-limit-write-project": (body) => expect(body).toContain("'Write requests per minute' of service"),
};

function checkHeaders({ headers = {} }: Reported, actual: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    const [start = ""] = value.split('scope="...');
    expect(actual.get(name)).toContain(start);
  }
  expect(actual.get("retry-after")).toBeNull();
}

describe("every reported error can be produced", () => {
  beforeEach(needsShared(path));

  it("has a producer for each of them, and for no other", () => {
    expect(Object.keys(producers).toSorted()).toEqual(reported.map(({ id }) => id).toSorted());
    expect(reported).toHaveLength(56);
  });

  for (const entry of reported) {
    it(`${entry.httpStatus} ${entry.id}`, async () => {
      const produced = await producers[entry.id]?.(await openTestBench());
      if (produced === undefined) throw new Error(`nothing produces ${entry.id}`);
      expect(produced.status).toBe(entry.httpStatus);
      checkHeaders(entry, produced.headers);
      const part = evidenced[entry.id];
      if (part !== undefined)
        part(typeof produced.body === "string" ? produced.body : JSON.stringify(produced.body));
      else expect(produced.body).toEqual(JSON.parse(meant(JSON.stringify(entry.body))));
    });
  }
});

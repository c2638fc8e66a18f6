import { inspect } from "node:util";
import { PortFailure } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import {
  ACCESS_TOKEN,
  broken,
  CANARIES,
  CLIENT_SECRET,
  clientError,
  NOW,
  REFRESH_TOKEN,
  translated,
} from "../test/client-error.ts";
import { api } from "../test/google-answers/answer.ts";
import { inabilities } from "../test/google-answers/inabilities.ts";
import { tokenAnswers } from "../test/google-answers/oauth-answers.ts";
import { refusals } from "../test/google-answers/refusals.ts";
import { translate } from "./google-failure.ts";

describe("a failure", () => {
  const all = [
    ...[...refusals, ...inabilities].map(([, answer]) => translated("sheets", clientError(answer))),
    ...tokenAnswers.map(([, answer]) => translated("token", clientError(answer))),
    translated("sheets", clientError(undefined, broken(`ECONNRESET of ${ACCESS_TOKEN}`))),
    translated(
      "sheets",
      clientError(
        api(400, `quoted ${ACCESS_TOKEN}`, {
          details: [
            { reason: REFRESH_TOKEN, fieldViolations: [{ field: CLIENT_SECRET, description: ACCESS_TOKEN }] },
          ],
        }),
      ),
    ),
  ];

  it("holds no secret, however it is printed", () => {
    for (const { failure } of all) {
      expect(failure).toBeInstanceOf(PortFailure);
      const cause = failure.cause as object;
      const printed = [
        inspect(failure, { depth: 20, showHidden: true }),
        JSON.stringify(failure),
        JSON.stringify(cause, Object.getOwnPropertyNames(cause)),
        String(failure.stack),
      ];
      for (const canary of CANARIES) for (const text of printed) expect(text).not.toContain(canary);
    }
  });

  it("holds nothing of the client's own error", () => {
    for (const { failure } of all) {
      expect(failure.cause).toMatchObject({ name: "GoogleError" });
      expect(Object.keys(failure.cause as object).toSorted()).toEqual([
        "code",
        "name",
        "reasons",
        "status",
        "violations",
      ]);
    }
  });

  it("does not drag a page or a whole cell along", () => {
    const long = api(400, "x".repeat(60_000));
    expect(translated("sheets", clientError(long)).failure.message.length).toBeLessThan(600);
  });

  it("is not made of what is no error of the client's: that is a defect and stays itself", () => {
    for (const thrown of [
      new TypeError("x is undefined"),
      "text",
      undefined,
      new PortFailure("out-of-time", "…"),
    ])
      expect(translate(thrown, { of: "sheets", secrets: [], now: NOW })).toBeUndefined();
  });
});

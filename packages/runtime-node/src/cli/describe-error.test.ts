import { InvalidInput, PortFailure } from "@attendance-export/core";
import { expect, it } from "vitest";
import { UserError } from "../user-error.ts";
import { describeError } from "./describe-error.ts";

it("tells a person's mistake, a failure that passes, one that stays, and a defect apart", () => {
  expect(describeError(new UserError("No file.", "Check the path."))).toEqual({
    what: "No file.",
    advice: "Check the path.",
    exitCode: 1,
    isDefect: false,
  });
  expect(describeError(new InvalidInput("tenant id", "a b", "plain"))).toMatchObject({ exitCode: 2 });
  expect(describeError(new PortFailure("unreachable", "No route."))).toMatchObject({
    what: "No route. (unreachable)",
    exitCode: 75,
  });
  expect(describeError(new PortFailure("store-misconfigured", "Read-only."))).toMatchObject({ exitCode: 1 });
  expect(describeError(new TypeError("x is not a function"))).toMatchObject({ exitCode: 1, isDefect: true });
});

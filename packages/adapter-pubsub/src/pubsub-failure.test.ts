import { isPortFailure } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { pubsubFailure } from "./pubsub-failure.ts";

const grpcError = (code: number, message = "words") => Object.assign(new Error(message), { code });

const codeOf = (thrown: unknown): string => {
  const failure = pubsubFailure(thrown);
  return isPortFailure(failure) ? failure.code : "not translated";
};

describe("a failure of Pub/Sub", () => {
  it.each([
    [1, "queue-unavailable"],
    [2, "queue-unavailable"],
    [3, "store-misconfigured"],
    [4, "queue-unavailable"],
    [5, "store-misconfigured"],
    [7, "store-misconfigured"],
    [8, "queue-unavailable"],
    [9, "store-misconfigured"],
    [10, "queue-unavailable"],
    [12, "store-misconfigured"],
    [13, "queue-unavailable"],
    [14, "queue-unavailable"],
    [16, "store-misconfigured"],
  ])("with gRPC's code %d is %s", (code, expected) => {
    expect(codeOf(grpcError(code))).toBe(expected);
  });

  it("keeps its cause, its code and its words", () => {
    const cause = grpcError(5, "Topic not found");
    expect(pubsubFailure(cause)).toMatchObject({
      cause,
      message: expect.stringContaining("(5: Topic not found)"),
    });
  });

  it("is no lack of the service where this program closed its client", () => {
    expect(codeOf(grpcError(0, "Cannot use a closed PubSub object."))).toBe("queue-unavailable");
  });

  it("that is a defect of this program stays itself", () => {
    for (const thrown of [new TypeError("no such function"), grpcError(0), grpcError(11), "words"])
      expect(pubsubFailure(thrown)).toBe(thrown);
  });
});

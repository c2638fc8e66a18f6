import { describe, expect, it } from "vitest";
import { frozenRow, linkState, NOW, openBatch } from "../../test/link-state.ts";
import { changed, onLink } from "./transition.ts";

describe("a step", () => {
  const before = linkState();

  it("names what it changes, and leaves the rest as the very same objects", () => {
    const link = changed(before, { link: { lastAttempt: NOW } }, "done");
    expect(link.state?.ledger).toBe(before.ledger);
    expect(link).toStrictEqual({
      state: { link: { ...before.link, lastAttempt: NOW }, ledger: before.ledger },
      result: "done",
    });
    const ledger = changed(before, { ledger: { suspects: 3 } }, "done");
    expect(ledger.state?.link).toBe(before.link);
    expect(ledger.state?.ledger.suspects).toBe(3);
  });

  it("writes a batch only where it has one", () => {
    expect(changed(before, {}, "done")).not.toHaveProperty("batch");
    const batch = { kind: "freeze", batch: openBatch(), rows: [frozenRow("r1")] } as const;
    expect(changed(before, { batch }, "done").batch).toBe(batch);
  });

  it("decides nothing where there is no link", () => {
    const decision = onLink(() => ({ result: "decided" }));
    expect(decision(undefined)).toStrictEqual({ result: undefined });
    expect(decision(before)).toStrictEqual({ result: "decided" });
  });
});

import { linkId, runId } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { SystemIds } from "./system-ids.ts";

const ids = new SystemIds();

describe("SystemIds", () => {
  it("gives no id twice, each fit to name a run or a link", () => {
    const fresh = Array.from({ length: 10_000 }, () => ids.fresh());
    expect(new Set(fresh).size).toBe(fresh.length);
    for (const id of fresh.slice(0, 100)) {
      expect(id).toMatch(/^[a-z0-9]{20,36}$/);
      expect([runId(id), linkId(id)]).toEqual([id, id]);
    }
  });

  it("draws every whole number of a range and none beside it", () => {
    const drawn = new Set(Array.from({ length: 2_000 }, () => ids.between(-1, 4)));
    expect([...drawn].sort((left, right) => left - right)).toEqual([-1, 0, 1, 2, 3, 4]);
    expect(ids.between(2 ** 30, 2 ** 30)).toBe(2 ** 30);
  });

  it("digests to SHA-256, the same in every process and at any time", () => {
    expect(ids.digest("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    expect(ids.digest("Zoë \u{1f511}")).toBe(new SystemIds().digest("Zoë \u{1f511}"));
    expect(ids.digest("tenant-1")).not.toBe(ids.digest("tenant-10"));
    expect(ids.digest("")).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

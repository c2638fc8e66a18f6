import { describe, expect, it } from "vitest";
import { linkId, runId } from "../model/ids.ts";
import { SeededIds } from "./seeded-ids.ts";

const many = <Item>(count: number, make: (index: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe("SeededIds", () => {
  it("gives the same to the same seed", () => {
    const [one, two] = [new SeededIds(7), new SeededIds(7)];
    expect(many(50, () => [one.fresh(), one.between(0, 9)])).toEqual(
      many(50, () => [two.fresh(), two.between(0, 9)]),
    );
  });

  it("gives no id twice, of one seed or of near ones", () => {
    const seeds = [1, 2, 10, 11, "1", "1 1"].map((seed) => new SeededIds(seed));
    const ids = seeds.flatMap((seed) => many(2_000, () => seed.fresh()));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("gives ids of letters and digits that name a run or a link", () => {
    for (const id of many(100, () => new SeededIds(3).fresh())) {
      expect(id).toMatch(/^[a-z0-9]{20,36}$/);
      expect([runId(id), linkId(id)]).toEqual([id, id]);
    }
  });

  it("draws every whole number of a range and none beside it, each about as often", () => {
    const ids = new SeededIds(5);
    const drawn = many(6_000, () => ids.between(-1, 4));
    const counts = [-1, 0, 1, 2, 3, 4].map((face) => drawn.filter((one) => one === face).length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(6_000);
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    expect(ids.between(9, 9)).toBe(9);
  });

  it("draws from ranges as wide as a receipt's", () => {
    const ids = new SeededIds(5);
    const drawn = many(500, () => ids.between(2 ** 20, 2 ** 30));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(2 ** 20);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(2 ** 30);
    expect(Math.max(...drawn)).toBeGreaterThan(2 ** 29);
  });

  it("digests a text the same whatever the seed and whatever came before", () => {
    const used = new SeededIds(1);
    used.fresh();
    expect(used.digest("tenant-1")).toBe(new SeededIds("else").digest("tenant-1"));
    // Written down: a digest stands in tags on sheets, so it must not change from one version to the next.
    expect(used.digest("tenant-1")).toBe("FcuyFH2hbf6uxfDhfORuLg");
  });

  it("digests to 128 bits of base64url, and near misses to texts that have nothing in common", () => {
    const ids = new SeededIds(1);
    const texts = many(20_000, (index) => `tenant-1 link-1 ${index}`);
    const digests = ["", "\u0000", "a", "aa", ...texts].map((text) => ids.digest(text));
    expect(new Set(digests).size).toBe(digests.length);
    for (const digest of digests.slice(0, 100)) {
      expect(digest).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect(Buffer.from(digest, "base64url").toString("base64url")).toBe(digest);
    }
    const bits = (text: string): string =>
      [...Buffer.from(ids.digest(text), "base64url")]
        .map((byte) => byte.toString(2).padStart(8, "0"))
        .join("");
    const flipped = many(1_000, (index) => {
      const [left, right] = [bits(`tenant-${index}a`), bits(`tenant-${index}b`)];
      return [...left].filter((bit, place) => bit !== right[place]).length;
    });
    expect(flipped.reduce((sum, count) => sum + count) / flipped.length).toBeGreaterThan(60);
    expect(Math.min(...flipped)).toBeGreaterThan(30);
  });
});

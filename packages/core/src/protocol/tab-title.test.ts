import { describe, expect, it } from "vitest";
import { freeTitle } from "./tab-title.ts";

describe("a tab's title", () => {
  it("is the wanted one where it is free", () => {
    expect(freeTitle("Attendance", [])).toBe("Attendance");
    expect(freeTitle("Attendance", ["Attendance 2"])).toBe("Attendance");
  });

  it("gets the first free number, as Google numbers copies, whatever the case", () => {
    expect(freeTitle("Attendance", ["attendance"])).toBe("Attendance (2)");
    expect(freeTitle("Attendance", ["Attendance", "ATTENDANCE (2)", "Attendance (4)"])).toBe(
      "Attendance (3)",
    );
  });

  it("never has more than a hundred characters, the number included", () => {
    const long = "x".repeat(150);
    const first = freeTitle(long, []);
    expect(first).toBe("x".repeat(100));
    expect(freeTitle(long, [first])).toBe(`${"x".repeat(96)} (2)`);
  });

  it("is left to the letter where it fits", () => {
    for (const wanted of ["Attendance ", `${"x".repeat(99)} `]) expect(freeTitle(wanted, [])).toBe(wanted);
  });

  it("is not cut in the middle of a character, and ends without a blank", () => {
    expect(freeTitle(`${"x".repeat(99)}\u{1f600}`, [])).toBe("x".repeat(99));
    expect(freeTitle(`${"x".repeat(98)}\u{1f600}y`, [])).toBe(`${"x".repeat(98)}\u{1f600}`);
    expect(freeTitle(`${"x".repeat(98)}  y`, [])).toBe("x".repeat(98));
    for (const first of ["\u{10000}", "\u{10fc00}"])
      expect(freeTitle(`${"x".repeat(99)}${first}`, [])).toBe("x".repeat(99));
    expect(freeTitle(`${"x".repeat(99)}\ue000y`, [])).toBe(`${"x".repeat(99)}\ue000`);
  });

  it("gives up after ten thousand", () => {
    const taken = ["x", ...Array.from({ length: 10_000 }, (_, index) => `x (${index + 2})`)];
    expect(() => freeTitle("x", taken)).toThrow(new RangeError("more than 10000 tabs are called like x"));
    expect(freeTitle("x", taken.slice(0, 9_999))).toBe("x (10000)");
  });
});

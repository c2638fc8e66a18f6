import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeTitle } from "./tab-title.ts";

describe("the title of our tab", () => {
  it("is the one that is wanted where no tab has it", () => {
    expect(freeTitle("Attendance", [])).toBe("Attendance");
    expect(freeTitle("Attendance", ["Attendance 2026", "Attendanc"])).toBe("Attendance");
  });

  it("takes the first number that is free, whatever the case of the others", () => {
    expect(freeTitle("Attendance", ["Attendance"])).toBe("Attendance (2)");
    expect(freeTitle("Attendance", ["ATTENDANCE", "attendance (2)", "Attendance (4)"])).toBe(
      "Attendance (3)",
    );
  });

  it("is never taken, never over 100 characters and never ends in half a character", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 130 }),
        fc.nat(5),
        (wanted, count) => {
          const taken: string[] = [];
          for (let tab = 0; tab <= count; tab++) {
            const title = freeTitle(wanted, taken);
            expect(title.length).toBeLessThanOrEqual(100);
            expect(taken.map((other) => other.toLowerCase())).not.toContain(title.toLowerCase());
            // Throws at half of a surrogate pair.
            expect(() => encodeURIComponent(title)).not.toThrow();
            taken.push(title);
          }
        },
      ),
    );
  });
});

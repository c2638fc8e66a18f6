import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { InvalidInput } from "./invalid-input.ts";
import { localDate, timeZone } from "./time.ts";
import { dateSerial, wallClockSerial } from "./wall-clock.ts";

/** What a sheet shows for a serial number: the calendar of 1899-12-30 plus so many days. */
const shown = (serial: number): string =>
  new Date(Math.round((serial - 25_569) * 86_400_000)).toISOString().slice(0, 19).replace("T", " ");

const wall = (moment: string, zone: string): string =>
  shown(wallClockSerial(Date.parse(moment), timeZone(zone)));

describe("a calendar day", () => {
  it("is the number of days since 1899-12-30", () => {
    expect(dateSerial(localDate("1899-12-30"))).toBe(0);
    expect(dateSerial(localDate("1970-01-01"))).toBe(25_569);
    expect(dateSerial(localDate("2024-02-29"))).toBe(45_351);
  });

  it("has to exist", () => {
    for (const text of [
      "2023-02-29",
      "2024-13-01",
      "2024-00-10",
      "24-01-01",
      "2024-1-1",
      "",
      "2024-01-01T00",
    ])
      expect(() => localDate(text)).toThrow(InvalidInput);
    expect(localDate("2024-02-29")).toBe("2024-02-29");
  });
});

describe("a moment on the wall", () => {
  it("is the number a sheet shows as that zone's time", () => {
    expect(wallClockSerial(0, timeZone("UTC"))).toBe(25_569);
    expect(wallClockSerial(Date.UTC(2024, 2, 8, 6), timeZone("UTC"))).toBe(45_359.25);
    expect(wall("2024-03-08T06:00:00Z", "America/Toronto")).toBe("2024-03-08 01:00:00");
    expect(wall("2024-07-08T06:00:00Z", "America/Toronto")).toBe("2024-07-08 02:00:00");
  });

  it("jumps an hour when summer begins", () => {
    expect(wall("2024-03-10T06:59:59Z", "America/Toronto")).toBe("2024-03-10 01:59:59");
    expect(wall("2024-03-10T07:00:00Z", "America/Toronto")).toBe("2024-03-10 03:00:00");
  });

  it("shows an hour twice when summer ends", () => {
    expect(wall("2024-11-03T05:59:59Z", "America/Toronto")).toBe("2024-11-03 01:59:59");
    expect(wall("2024-11-03T06:00:00Z", "America/Toronto")).toBe("2024-11-03 01:00:00");
    expect(wall("2024-11-03T07:00:00Z", "America/Toronto")).toBe("2024-11-03 02:00:00");
  });

  it("knows zones off by half an hour, three quarters, and half an hour of summer", () => {
    expect(wall("2024-01-01T00:00:00Z", "Asia/Kolkata")).toBe("2024-01-01 05:30:00");
    expect(wall("2024-01-01T00:00:00Z", "Asia/Kathmandu")).toBe("2024-01-01 05:45:00");
    expect(wall("2024-01-01T00:00:00Z", "Australia/Lord_Howe")).toBe("2024-01-01 11:00:00");
    expect(wall("2024-07-01T00:00:00Z", "Australia/Lord_Howe")).toBe("2024-07-01 10:30:00");
  });

  it("knows a zone that left out a day", () => {
    expect(wall("2011-12-30T09:59:59Z", "Pacific/Apia")).toBe("2011-12-29 23:59:59");
    expect(wall("2011-12-30T10:00:00Z", "Pacific/Apia")).toBe("2011-12-31 00:00:00");
  });

  it("knows offsets of before 1972, which are not of quarter hours", () => {
    expect(wall("1969-12-31T23:00:00Z", "UTC")).toBe("1969-12-31 23:00:00");
    // Monrovia was 44 minutes and 30 seconds behind until 1972-01-07.
    expect(wall("1971-06-01T00:00:00Z", "Africa/Monrovia")).toBe("1971-05-31 23:15:30");
    expect(wall("1972-01-07T00:44:29Z", "Africa/Monrovia")).toBe("1972-01-06 23:59:59");
    expect(wall("1972-01-07T00:44:30Z", "Africa/Monrovia")).toBe("1972-01-07 00:44:30");
    expect(wall("1900-01-01T12:00:00Z", "Europe/Amsterdam")).toMatch(/^1900-01-01 12:\d\d:\d\d$/);
  });

  it("takes the years 0 to 99 and those before Christ for what they are", () => {
    for (const [year, text] of [
      ["0050", "0050"],
      ["0001", "0001"],
      ["0000", "0000"],
      ["-000044", "-000044"],
    ])
      expect(wall(`${year}-03-15T12:00:00Z`, "UTC").startsWith(`${text}-03-15`), year).toBe(true);
  });

  it("is exact to the second and the same for each moment of it", () => {
    const zone = timeZone("Europe/Berlin");
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
        (date) => {
          const second = Math.floor(date.getTime() / 1000) * 1000;
          expect(wallClockSerial(date.getTime(), zone)).toBe(wallClockSerial(second, zone));
          const parts = new Intl.DateTimeFormat("sv-SE", {
            timeZone: "Europe/Berlin",
            dateStyle: "short",
            timeStyle: "medium",
          }).format(second);
          expect(shown(wallClockSerial(second, zone))).toBe(parts);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is the same after ten thousand other moments", () => {
    const zone = timeZone("Asia/Tokyo");
    const first = wallClockSerial(Date.UTC(2024, 0, 1), zone);
    for (let quarter = 0; quarter < 10_050; quarter++)
      wallClockSerial(Date.UTC(2020, 0, 1) + quarter * 900_000, zone);
    expect(wallClockSerial(Date.UTC(2024, 0, 1), zone)).toBe(first);
  });
});

describe("the runtime", () => {
  const QUARTER = 900_000;
  const from = Date.UTC(1972, 0, 8);
  afterEach(() => void vi.restoreAllMocks());

  it("is asked once for all moments of a quarter hour, which takes it a thousand times as long as to remember", () => {
    const asked = vi.spyOn(Intl.DateTimeFormat.prototype, "formatToParts");
    const zone = timeZone("Asia/Dubai");
    for (const ms of [0, 1, QUARTER - 1, 0]) wallClockSerial(from + ms, zone);
    expect(asked).toHaveBeenCalledTimes(1);
    wallClockSerial(from + QUARTER, zone);
    expect(asked).toHaveBeenCalledTimes(2);
    // Before, an offset may change in the middle of one.
    for (const ms of [1, 2]) wallClockSerial(from - ms, zone);
    expect(asked).toHaveBeenCalledTimes(4);
  });

  it("makes one calendar a zone, which takes it longer still", () => {
    const zone = timeZone("Asia/Baku");
    const made = vi.spyOn(Intl, "DateTimeFormat");
    for (const quarter of [0, 1, 2]) wallClockSerial(from + quarter * QUARTER, zone);
    expect(made).toHaveBeenCalledTimes(1);
  });

  it("is asked again once ten thousand quarter hours are remembered, so that memory stays small", () => {
    const zone = timeZone("Asia/Yerevan");
    const asked = vi.spyOn(Intl.DateTimeFormat.prototype, "formatToParts");
    for (let quarter = 0; quarter < 10_000; quarter++) wallClockSerial(from + quarter * QUARTER, zone);
    wallClockSerial(from, zone);
    expect(asked).toHaveBeenCalledTimes(10_000);
    wallClockSerial(from + 10_000 * QUARTER, zone);
    wallClockSerial(from, zone);
    expect(asked).toHaveBeenCalledTimes(10_002);
  });
});

describe("a time zone", () => {
  it("is one that this runtime knows", () => {
    expect(timeZone("America/Toronto")).toBe("America/Toronto");
    for (const name of ["Mars/Olympus", "", "Toronto"]) expect(() => timeZone(name)).toThrow(InvalidInput);
    // What is no text at all is its caller's defect, not a person's.
    expect(() => timeZone(Symbol("UTC") as never)).toThrow(TypeError);
  });
});

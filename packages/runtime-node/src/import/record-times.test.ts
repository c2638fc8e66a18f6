import { expect, it } from "vitest";
import { importText } from "../../test/import-text.ts";
import type { MappingInput } from "./mapping.ts";

const times = async (
  rows: readonly string[],
  settings: Partial<MappingInput["times"]> = {},
  zone = "America/Toronto",
): Promise<unknown[]> => {
  const { drafts, problems } = await importText(
    `id,day,in,out\n${rows.map((row, index) => `${index},${row}\n`).join("")}`,
    {
      timeZone: zone,
      id: "id",
      member: { id: "id" },
      session: { name: "id" },
      date: "day",
      times: { checkIn: "in", checkOut: "out", ...settings },
    },
  );
  const iso = (at: number | null) => at && new Date(at).toISOString().slice(0, 16);
  return [...drafts.map(({ checkIn, checkOut }) => `${iso(checkIn)} ${iso(checkOut)}`), ...problems];
};

it("reads times of the day in the tenant's zone, on either side of a change of the clocks", async () => {
  expect(await times(["2024-01-15,08:30,15:00", "2024-07-15,8:30,15:00:59"])).toEqual([
    "2024-01-15T13:30 2024-01-15T20:00",
    "2024-07-15T12:30 2024-07-15T19:00",
  ]);
});

it("reads days with times, and moments that say their own offset", async () => {
  expect(await times(["2024-01-15,2024-01-15 08:30,2024-01-15T20:00:00.123Z"])).toEqual([
    "2024-01-15T13:30 2024-01-15T20:00",
  ]);
});

it("leaves an empty check-in or check-out empty", async () => {
  expect(await times(["2024-01-15,,15:00", "2024-01-15,08:30,"])).toEqual([
    "null 2024-01-15T20:00",
    "2024-01-15T13:30 null",
  ]);
});

it("refuses a time that spring skips, unless told to take it as an hour later", async () => {
  expect(await times(["2024-03-10,02:30,"])).toEqual([
    expect.stringMatching(/^line 2: in: "02:30" is not a time that exists on that day in America\/Toronto/),
  ]);
  expect(await times(["2024-03-10,02:30,"], { skippedHour: "later" })).toEqual(["2024-03-10T07:30 null"]);
});

it("takes a time that autumn repeats as the first, unless told otherwise", async () => {
  expect(await times(["2024-11-03,01:30,"])).toEqual(["2024-11-03T05:30 null"]);
  expect(await times(["2024-11-03,01:30,"], { repeatedHour: "later" })).toEqual(["2024-11-03T06:30 null"]);
  expect(await times(["2024-11-03,01:30,"], { repeatedHour: "refuse" })).toEqual([
    'line 2: in: "01:30" is not one time on that day in America/Toronto: clocks show it twice',
  ]);
});

it("takes a repeated check-out as the second time where only that comes after the check-in", async () => {
  expect(await times(["2024-11-03,01:50,01:10"])).toEqual(["2024-11-03T05:50 2024-11-03T06:10"]);
});

it("lets a shift end on the next day only where told, also in the night the clocks change", async () => {
  expect(await times(["2024-03-09,22:00,06:00"])).toEqual([
    'line 2: out: "06:00" is not a check-out after the check-in (if shifts go past midnight, set times.overnight to true)',
  ]);
  expect(await times(["2024-03-09,22:00,06:00", "2024-12-31,22:00,06:00"], { overnight: true })).toEqual([
    "2024-03-10T03:00 2024-03-10T10:00",
    "2025-01-01T03:00 2025-01-01T11:00",
  ]);
});

it("keeps a session of no length", async () => {
  expect(await times(["2024-01-15,14:35,14:35"])).toEqual(["2024-01-15T19:35 2024-01-15T19:35"]);
});

it("reads twelve-hour clocks and times with their own days by a format", async () => {
  expect(await times(["2024-01-15,12:05 am,12:05 PM"], { format: "h:mm a" }, "UTC")).toEqual([
    "2024-01-15T00:05 2024-01-15T12:05",
  ]);
  expect(
    await times(["2024-01-15,15.01.2024 22:00,16.01.2024 06:00"], { format: "dd.MM.yyyy HH:mm" }, "UTC"),
  ).toEqual(["2024-01-15T22:00 2024-01-16T06:00"]);
});

it.each([
  ["25:00", undefined],
  ["08:60", undefined],
  ["13:00 pm", "h:mm a"],
  ["2024-02-30 08:00", undefined],
  ["2024-02-30T08:00Z", undefined],
  ["morning", undefined],
])("refuses %s", async (text, format) => {
  const [message] = await times([`2024-01-15,${text},`], format === undefined ? {} : { format });
  expect(message).toMatch(new RegExp(`^line 2: in: "${text}" is not a`));
});

it("takes both times from one text by the first pattern that matches", async () => {
  const { drafts, problems } = await importText(
    "id,day,hours,here\n1,2024-01-15,14:00PM - 15:15PM,Y\n2,2024-01-15,13:15PM(Roll Call),Y\n3,2024-01-15,noon,Y\n4,2024-01-15,14:00PM - 15:15PM,N\n",
    {
      id: "id",
      member: { id: "id" },
      session: { name: "id" },
      date: "day",
      times: {
        range: {
          column: "hours",
          patterns: [
            "^(?<checkIn>\\d{2}:\\d{2})[AP]M - (?<checkOut>\\d{2}:\\d{2})[AP]M$",
            "^(?<checkIn>\\d{2}:\\d{2})[AP]M\\(Roll Call\\)$",
          ],
        },
        format: "HH:mm",
        when: { column: "here", is: ["Y"] },
      },
    },
  );
  const at = (time: string): number => Date.parse(`2024-01-15T${time}Z`);
  expect(drafts.map(({ checkIn, checkOut }) => [checkIn, checkOut])).toEqual([
    [at("14:00"), at("15:15")],
    [at("13:15"), null],
    [null, null],
  ]);
  expect(problems).toEqual([
    'line 4: hours: "noon" is not a text that one of the mapping\'s patterns matches',
  ]);
});

it("refuses letters that no date has, before reading a row", async () => {
  await expect(times(["2024-01-15,08:30,"], { format: "HH:mm zzz" })).rejects.toThrow(
    'The mapping\'s times.format holds "zzz", which is not a part of a date.',
  );
});

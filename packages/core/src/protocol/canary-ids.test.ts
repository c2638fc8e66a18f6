import { expect, it } from "vitest";
import { spreadsheetId } from "../model/ids.ts";
import type { Ids } from "../ports/ids.ts";
import { drawCanary } from "./canary-ids.ts";

const drawing = (between: Ids["between"]): Ids => ({ fresh: () => "id", between, digest: (text) => text });
const sheet = spreadsheetId("sheet-a");

it("tries a sheet with two neighbouring ids, above people's small numbers and below every receipt", () => {
  const lowest = drawCanary(
    drawing((low) => low),
    sheet,
  );
  const highest = drawCanary(
    drawing((_low, high) => high),
    sheet,
  );
  expect(lowest).toEqual({ spreadsheetId: sheet, used: 2 ** 19, fresh: 2 ** 19 + 1 });
  expect(highest).toEqual({ spreadsheetId: sheet, used: 2 ** 20 - 2, fresh: 2 ** 20 - 1 });
});

it("never draws two pairs that overlap in one id", () => {
  let drawn = 2 ** 18;
  const [one, other] = [drawing(() => drawn++), drawing(() => drawn++)].map((ids) => drawCanary(ids, sheet));
  expect(new Set([one?.used, one?.fresh, other?.used, other?.fresh]).size).toBe(4);
});

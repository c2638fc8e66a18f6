import { expect, it } from "vitest";
import { LONGEST_MS, nothingWrong, shortCampaign } from "./short-campaign.ts";

it(
  "has every record on the sheet once, however often the command line and its Google are killed",
  async () => {
    const report = await shortCampaign("sqlite");
    expect(report).toMatchObject({ ...nothingWrong, rows: report.records, fullDisks: 1 });
    expect(report.killedWithOpenBatch, "no kill met an export at work").toBeGreaterThan(0);
  },
  LONGEST_MS,
);

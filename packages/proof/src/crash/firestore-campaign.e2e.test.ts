import { NoEmulator } from "@attendance-export/google-emulators";
import { expect, it } from "vitest";
import { LONGEST_MS, nothingWrong, shortCampaign } from "./short-campaign.ts";

it(
  "has every record on the sheet once, however often a worker on Firestore is killed, with clocks that are wrong",
  async (context) => {
    const report = await shortCampaign("firestore").catch((thrown: unknown) => {
      if (thrown instanceof NoEmulator && !process.env.CI) return context.skip(thrown.message);
      throw thrown;
    });
    expect(report).toMatchObject({ ...nothingWrong, rows: report.records });
    expect(report.killedWithOpenBatch, "no kill met an export at work").toBeGreaterThan(0);
  },
  LONGEST_MS,
);

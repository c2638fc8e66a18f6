import { NoEmulator } from "@attendance-export/google-emulators";
import { expect, it } from "vitest";
import type { CampaignReport } from "./campaign-report.ts";
import { runCampaign, type StoreName } from "./run-campaign.ts";

const KILLS = 10;
/** A busy machine takes seconds to start a process, and there are dozens. */
const LONGEST_MS = 480_000;

const shortCampaign = (store: StoreName): Promise<CampaignReport> =>
  runCampaign(store, { kills: KILLS, seed: 20_240_310, say: () => undefined });

const nothingWrong = { missing: 0, duplicates: 0, altered: 0, unknown: 0, zombies: 1, googleKills: 1 };

it(
  "has every record on the sheet once, however often the command line and its Google are killed",
  async () => {
    const report = await shortCampaign("sqlite");
    expect(report).toMatchObject({ ...nothingWrong, kills: KILLS, rows: report.records, fullDisks: 1 });
    expect(report.killedWithOpenBatch, "no kill met an export at work").toBeGreaterThan(0);
  },
  LONGEST_MS,
);

it(
  "has every record on the sheet once, however often a worker on Firestore is killed, with clocks that are wrong",
  async (context) => {
    const report = await shortCampaign("firestore").catch((thrown: unknown) => {
      if (thrown instanceof NoEmulator && !process.env.CI) return context.skip(thrown.message);
      throw thrown;
    });
    expect(report).toMatchObject({ ...nothingWrong, kills: KILLS, rows: report.records });
    expect(report.killedWithOpenBatch, "no kill met an export at work").toBeGreaterThan(0);
  },
  LONGEST_MS,
);

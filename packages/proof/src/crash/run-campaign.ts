import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Campaign, type CampaignRequest } from "./campaign.ts";
import type { CampaignReport } from "./campaign-report.ts";
import { EmulatedGoogle } from "./emulated-google.ts";
import type { Site } from "./site.ts";

export type StoreName = Site["name"];

const opened = async (store: StoreName, folder: string, google: EmulatedGoogle): Promise<Site> => {
  // Only what is asked for is loaded: Google's client takes a second.
  if (store === "sqlite") return (await import("./sqlite-site.ts")).openSqliteSite(folder, google);
  return (await import("./firestore-site.ts")).openFirestoreSite(folder, google);
};

/** A campaign in a folder of its own, of which nothing is left, however it ends. */
export const runCampaign = async (store: StoreName, request: CampaignRequest): Promise<CampaignReport> => {
  const folder = mkdtempSync(join(tmpdir(), "attendance-export-crash-"));
  try {
    const google = await EmulatedGoogle.start(join(folder, "google.sqlite"));
    try {
      const site = await opened(store, folder, google);
      try {
        return await new Campaign(site, google, request).run();
      } finally {
        await site.close();
      }
    } finally {
      await google.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

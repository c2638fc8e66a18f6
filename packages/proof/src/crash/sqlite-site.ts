import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compose, dataFolder } from "@attendance-export/runtime-node";
import { type EmulatedGoogle, LATE_MS } from "./emulated-google.ts";
import { BATCH_ROWS, type Site } from "./site.ts";

const main = fileURLToPath(import.meta.resolve("@attendance-export/runtime-node")).replace("index.", "main.");

/** The command line over SQLite, as somebody runs it on one machine. */
export const openSqliteSite = async (folder: string, google: EmulatedGoogle): Promise<Site> => {
  const data = dataFolder(join(folder, "data"));
  const { clientId, clientSecret } = google.credentials;
  const installation = await compose({ data, google: { clientId, clientSecret, emulatorUrl: google.url } });
  return {
    name: "sqlite",
    installation,
    isOnOurDisk: true,
    readyText: ": batch ",
    hasClock: false,
    exporting: (tenantId) => ({
      file: main,
      args: [
        ...["export", "--tenant", tenantId, "--data", data.path, "--wait"],
        ...["--batch-rows", String(BATCH_ROWS), "--late-seconds", String(LATE_MS / 1_000)],
      ],
      environment: {
        ATTENDANCE_EXPORT_GOOGLE_CLIENT_ID: clientId,
        ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET: clientSecret,
        ATTENDANCE_EXPORT_GOOGLE_EMULATOR: google.url,
      },
    }),
    close: async () => installation.close(),
  };
};

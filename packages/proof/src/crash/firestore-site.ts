import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freshProjectId, startEmulator } from "@attendance-export/google-emulators";
import { type EmulatedGoogle, LATE_MS } from "./emulated-google.ts";
import { type FirestorePlace, openFirestoreInstallation } from "./firestore-installation.ts";
import { BATCH_ROWS, type Site } from "./site.ts";

const worker = fileURLToPath(new URL("./firestore-worker.ts", import.meta.url));

/** Short, so that a stopped process is overtaken within seconds. */
const LEASE_MS = 1_500;

/** A small worker over the Firestore emulator. Rejects with `NoEmulator` where there is none. */
export const openFirestoreSite = async (folder: string, google: EmulatedGoogle): Promise<Site> => {
  const emulator = await startEmulator("firestore");
  // Otherwise each client first looks for credentials on a network address that exists only inside Google Cloud.
  process.env.METADATA_SERVER_DETECTION = "none";
  const { clientId, clientSecret } = google.credentials;
  const place: FirestorePlace = {
    ...{ clientId, clientSecret, emulatorUrl: google.url },
    host: emulator.host,
    projectId: freshProjectId(),
    keyFile: join(folder, "keys.json"),
    batchRows: BATCH_ROWS,
    lateMs: LATE_MS,
    leaseMs: LEASE_MS,
    clockOffsetMs: 0,
  };
  const installation = await openFirestoreInstallation(place);
  return {
    name: "firestore",
    installation,
    isOnOurDisk: false,
    readyText: "ready",
    hasClock: true,
    exporting: (tenantId, clockOffsetMs) => ({
      file: worker,
      args: [tenantId, JSON.stringify({ ...place, clockOffsetMs })],
      environment: {},
    }),
    close: async () => {
      installation.close();
      await emulator.stop();
    },
  };
};

import { setTimeout } from "node:timers/promises";
import { tenantId } from "@attendance-export/core";
import { TenantExporter } from "@attendance-export/runtime-node";
import { type FirestorePlace, openFirestoreInstallation } from "./firestore-installation.ts";

const [tenant = "", text = ""] = process.argv.slice(2);
const place = JSON.parse(text) as FirestorePlace;
const installation = await openFirestoreInstallation(place);
process.stdout.write("ready\n");
const result = await new TenantExporter(installation).execute(
  tenantId(tenant),
  () => false,
  async (until) => {
    await setTimeout(Math.max(0, until - installation.clock.now()));
  },
);
process.stdout.write(`${JSON.stringify(result)}\n`);
// As the command line ends: 75 asks to try again.
process.exit(result.status === "ran" && result.ending.status === "drained" ? 0 : 75);

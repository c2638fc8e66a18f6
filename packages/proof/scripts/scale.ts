/** Everybody's six o'clock, simulated and on paper. Writes docs/scale.md when run with the usual number. */
import { writeFileSync } from "node:fs";
import { wholeNumber } from "@attendance-export/runtime-node/parse-option";
import { Command } from "commander";
import { openStores } from "../src/months/stores.ts";
import { onPaper, QUOTA, scalePage } from "../src/scale/scale-page.ts";
import { simulateMorning } from "../src/scale/simulate-morning.ts";

const USUAL = 100_000;
const { tenants } = new Command("npm run scale --")
  .description("Simulates a morning on which every tenant is due at six, under Google's default quota.")
  .option("--tenants <n>", "how many", wholeNumber(1, 1_000_000), USUAL)
  .parse()
  .opts<{ tenants: number }>();

const morning = async (quota: number, maxAsked: number) => {
  const stores = openStores("sqlite");
  try {
    return await simulateMorning({ stores, tenants, quota, maxAsked });
  } finally {
    stores.close();
  }
};

const { asked, quotaForAnHour, askedForAnHour } = onPaper(tenants);
const page = scalePage({
  tenants,
  usual: await morning(QUOTA.project, asked),
  hour: await morning(quotaForAnHour, askedForAnHour),
});
console.log(page);
if (tenants === USUAL) writeFileSync(new URL("../../../docs/scale.md", import.meta.url), page);

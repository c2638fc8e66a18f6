/** Everybody's six o'clock, simulated and on paper: `scale.ts [tenants]`. Writes docs/scale.md when run with the usual number. */
import { writeFileSync } from "node:fs";
import { openStores } from "../src/months/stores.ts";
import { onPaper, QUOTA, scalePage } from "../src/scale/scale-page.ts";
import { simulateMorning } from "../src/scale/simulate-morning.ts";

const USUAL = 100_000;
const tenants = Number(process.argv[2] ?? USUAL);

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

import { defaultTemplate, tenantId, timeZone } from "@attendance-export/core";
import { compose, dataFolder, TenantExporter } from "@attendance-export/runtime-node";
import { sampleDraft } from "../src/sample-draft.ts";

/** One size of the growth, in a process of its own: `fill` puts and links, `export` exports and says what it took. */
const [task = "", folder = "", records = "", google = ""] = process.argv.slice(2);
const { clientId, clientSecret, refreshToken, email, emulatorUrl } = JSON.parse(google) as Record<
  "clientId" | "clientSecret" | "refreshToken" | "email" | "emulatorUrl",
  string
>;
const A_PUT = 5_000;
const school = tenantId("school");
const installation = await compose({
  data: dataFolder(folder),
  google: { clientId, clientSecret, emulatorUrl },
});
if (task === "fill") {
  await installation.linkSheet().execute({
    tenantId: school,
    spreadsheet: { title: "Growth" },
    tabTitle: "Attendance",
    accountEmail: email,
    refreshToken,
    timeZone: timeZone("UTC"),
    template: defaultTemplate(),
  });
  for (let from = 0; from < Number(records); from += A_PUT)
    await installation.register.put(
      school,
      Array.from({ length: Math.min(A_PUT, Number(records) - from) }, (_, index) =>
        sampleDraft(from + index),
      ),
    );
} else {
  const startedAt = performance.now();
  const result = await new TenantExporter(installation).execute(school, () => false);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { backlog } = await installation.register.tally(school);
  if (backlog !== 0) throw new Error(`not drained: ${JSON.stringify(result)}`);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1_024);
  process.stdout.write(JSON.stringify({ records: Number(records), seconds, peakMb }));
}
installation.close();

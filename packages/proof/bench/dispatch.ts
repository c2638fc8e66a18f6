import {
  ConfigurePolling,
  DispatchDueExports,
  defaultTemplate,
  LinkSheet,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";

export interface DispatchFigure {
  /** Links in the store; all of them are due. */
  readonly links: number;
  readonly asked: number;
  readonly ms: number;
}

const DAY_MS = 86_400_000;

/** One dispatch over so many due links, stores in memory: what our own work costs. */
export const measureDispatch = async (sizes: readonly number[]): Promise<readonly DispatchFigure[]> => {
  const figures: DispatchFigure[] = [];
  for (const links of sizes) {
    const adapters = openMemoryAdapters();
    for (let number = 0; number < links; number += 1) {
      const tenant = tenantId(`tenant-${number}`);
      adapters.spreadsheets.allow({ tenantId: tenant });
      await new LinkSheet(adapters).execute({
        tenantId: tenant,
        spreadsheet: { title: "Attendance" },
        tabTitle: "Attendance",
        accountEmail: "office@school.example",
        refreshToken: "token",
        timeZone: timeZone("UTC"),
        template: defaultTemplate(),
      });
      await new ConfigurePolling(adapters).execute(tenant, { frequency: "hourly", enabled: true });
    }
    await adapters.clock.advance(DAY_MS);
    const startedAt = performance.now();
    const { asked } = await new DispatchDueExports(adapters).execute();
    figures.push({ links, asked, ms: Math.round((performance.now() - startedAt) * 10) / 10 });
  }
  return figures;
};

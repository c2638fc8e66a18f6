import {
  type AttendanceRegister,
  defaultTemplate,
  type RecordDraft,
  type SheetAddress,
  spreadsheetId,
  type TenantId,
  type TimeZone,
} from "@attendance-export/core";
import type { DemoWorld } from "./demo-world.ts";

/** One tenant of the demo and the sheet it is linked to. */
export interface DemoTenant {
  readonly tenantId: TenantId;
  readonly sheet: SheetAddress;
}

export interface NewDemoTenant {
  readonly tenantId: TenantId;
  readonly title: string;
  readonly accountEmail: string;
  readonly timeZone: TimeZone;
  readonly fields: readonly string[];
}

const RECORDS_A_PUT = 1_000;

/** Who owns the spreadsheets and shares them, so that sharing can end as it does in life. */
export const SHEETS_OWNER = "head@demo.example";

/** Gives the tenant an account at the emulated Google and links it to a spreadsheet that somebody shares with it there. */
const linkDemoTenant = async (
  { emulator, installation }: DemoWorld,
  { tenantId, title, accountEmail, timeZone, fields }: NewDemoTenant,
): Promise<DemoTenant> => {
  const { accounts, people } = emulator;
  const { refreshToken } = accounts.add({ email: accountEmail });
  accounts.register(SHEETS_OWNER);
  const id = people.createSpreadsheet(SHEETS_OWNER, title);
  people.share(id, accountEmail);
  const { link } = await installation.linkSheet().execute({
    tenantId,
    spreadsheet: { id: spreadsheetId(id) },
    tabTitle: "Attendance",
    accountEmail,
    refreshToken,
    timeZone,
    template: defaultTemplate(fields),
  });
  return { tenantId, sheet: link.sheet };
};

/** Links one after another; there is always one, or there would be nothing to show. */
export const linkDemoTenants = async (
  world: DemoWorld,
  [first, ...others]: readonly [NewDemoTenant, ...NewDemoTenant[]],
): Promise<[DemoTenant, ...DemoTenant[]]> => {
  const linked: [DemoTenant, ...DemoTenant[]] = [await linkDemoTenant(world, first)];
  for (const tenant of others) linked.push(await linkDemoTenant(world, tenant));
  return linked;
};

/** Brings drafts into the store, a batch at a time. */
export const storeDrafts = async (
  register: AttendanceRegister,
  tenantId: TenantId,
  drafts: Iterable<RecordDraft>,
  onProgress: (records: number) => void,
): Promise<void> => {
  let stored = 0;
  let batch: RecordDraft[] = [];
  const flush = async (): Promise<void> => {
    await register.put(tenantId, batch);
    stored += batch.length;
    batch = [];
    onProgress(stored);
  };
  for (const draft of drafts) {
    batch.push(draft);
    if (batch.length === RECORDS_A_PUT) await flush();
  }
  if (batch.length > 0) await flush();
};

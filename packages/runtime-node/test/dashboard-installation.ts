import type { DashboardWindow } from "@attendance-export/dashboard-driver";
import { Child } from "./child.ts";
import { eventually, linkedTenants, Served } from "./served.ts";

export const OWNER = "owner@example.com";
export const STRANGER = "stranger@example.org";
const TOKEN = "correct-horse-battery-staple-token";

interface ShownLink {
  readonly status: string;
  readonly incidentSince: string | null;
  readonly spreadsheetId: string;
  readonly records: { readonly waiting: number; readonly exported: number };
}

/** One linked tenant, `school`, its emulated Google, and `serve` with the page in a process of its own. */
export const dashboardInstallation = async (records: number) => {
  const linked = await linkedTenants(["school"], records);
  const { environment, data, emulator } = linked;
  const serve = (options: readonly string[] = []): Served => {
    const paths = ["--data", data, "--every-seconds", "3600", "--batch-rows", "1000", "--late-seconds", "1"];
    const env = { ...environment, ATTENDANCE_EXPORT_API_TOKEN: TOKEN };
    return new Served(new Child(["serve", "--port", "0", ...paths, ...options], env));
  };
  const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
  /** For a test that looks past the page. */
  const ask = async (url: string, path: string, body?: object): Promise<unknown> => {
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return (await fetch(`${url}${path}`, { headers, ...sent })).json();
  };
  const shown = async (url: string) => (await ask(url, "/api/v1/links/school")) as ShownLink;
  const sync = (url: string) => ask(url, "/api/sync", { tenant: "school" });
  const started = async (served: Served): Promise<string> => {
    const url = await served.url();
    const redirectUris = [`${url}/oauth/callback`];
    emulator.accounts.changeClient(emulator.accounts.client.clientId, { redirectUris });
    // What was due when it began is over.
    await eventually("the first run", async () => (await shown(url)).records.waiting === 0);
    return url;
  };
  return { ...linked, serve, started, shown, sync };
};

/** Types the installation's token, or a wrong one, into the page that asks for it. */
export const showToken = async ({ page }: DashboardWindow, token: string = TOKEN): Promise<void> => {
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Open" }).click();
};

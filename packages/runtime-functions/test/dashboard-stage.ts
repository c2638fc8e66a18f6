import { readFileSync } from "node:fs";
import { buildDashboard } from "@attendance-export/dashboard/build";
import { setFirestoreRules } from "@attendance-export/google-emulators";
import { AuthDesk } from "./admin-browser.ts";
import { type EmulatorHosts, LocalCloud } from "./local-cloud.ts";
import { LocalHosting } from "./local-hosting.ts";

const rules = readFileSync(new URL("../../../firestore.rules", import.meta.url), "utf8");

/** The product with its page before it: everything that an admin's browser meets. */
export class DashboardStage implements AsyncDisposable {
  readonly cloud: LocalCloud;
  readonly hosting: LocalHosting;
  readonly desk: AuthDesk;

  private constructor(cloud: LocalCloud, hosting: LocalHosting, desk: AuthDesk) {
    this.cloud = cloud;
    this.hosting = hosting;
    this.desk = desk;
  }

  static async open(hosts: Required<EmulatorHosts>): Promise<DashboardStage> {
    await buildDashboard();
    const hosting = await LocalHosting.listen();
    const redirect = `${hosting.url}/oauth/callback`;
    const cloud = await LocalCloud.open(hosts, {
      env: {
        ATTENDANCE_EXPORT_DASHBOARD_ORIGIN: hosting.url,
        ATTENDANCE_EXPORT_GOOGLE_REDIRECT_URL: redirect,
      },
    });
    const { accounts } = cloud.sheets;
    accounts.changeClient(accounts.client.clientId, { redirectUris: [redirect] });
    const { auth, firestore } = hosts;
    const { projectId } = cloud;
    await setFirestoreRules(firestore, projectId, rules);
    hosting.open({ projectId, auth, firestore, functions: () => cloud.functions.urls });
    return new DashboardStage(cloud, hosting, new AuthDesk(auth, projectId));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hosting[Symbol.asyncDispose]();
    await this.cloud[Symbol.asyncDispose]();
  }
}

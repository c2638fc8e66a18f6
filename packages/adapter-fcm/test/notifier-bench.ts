import { type Notice, PortFailure, type TenantId, tenantId } from "@attendance-export/core";
import { type AdminNotifierSubject, stateOf } from "@attendance-export/core/contract";
import { FcmEmulator } from "@attendance-export/emulator-fcm";
import { deleteApp, initializeApp } from "firebase-admin/app";
import { getMessaging } from "firebase-admin/messaging";
import type { AdminDevices } from "../src/admin-devices.ts";
import { FcmAdminNotifier } from "../src/fcm-admin-notifier.ts";

export const tenant = tenantId("tenant-1");
export const ACCESS_TOKEN = "ya29.canary-access-token";

/** A list of devices that a test can read and write. */
class ListedDevices implements AdminDevices {
  readonly tokens = new Map<TenantId, readonly string[]>();
  isBroken = false;

  async of(id: TenantId): Promise<readonly string[]> {
    return this.tokens.get(id) ?? [];
  }

  async forget(id: TenantId, gone: readonly string[]): Promise<void> {
    if (this.isBroken) throw new PortFailure("store-unavailable", "the list of devices is away");
    this.tokens.set(
      id,
      (await this.of(id)).filter((token) => !gone.includes(token)),
    );
  }
}

/** The notifier on firebase-admin as it is, with FCM on this machine. */
export const openNotifierBench = async (settings: { readonly wholeMs?: number } = {}) => {
  const fcm = await FcmEmulator.start();
  const credential = { getAccessToken: async () => ({ access_token: ACCESS_TOKEN, expires_in: 3_600 }) };
  const app = initializeApp(
    { projectId: "demo-fcm", credential, httpAgent: fcm.agent },
    `fcm-${Math.random()}`,
  );
  const devices = new ListedDevices();
  const notifier = new FcmAdminNotifier({
    messaging: getMessaging(app),
    devices,
    dashboardUrl: ({ tenantId: id }) => `https://attendance.example.org/google-sheets?tenant=${id}`,
    ...settings,
  });
  const { link } = stateOf(tenant);
  return {
    fcm,
    devices,
    notifier,
    link,
    /** The admins have these devices. */
    give: (...tokens: readonly string[]) => devices.tokens.set(tenant, tokens),
    close: async () => {
      await deleteApp(app);
      await fcm.close();
    },
  };
};

export type NotifierBench = Awaited<ReturnType<typeof openNotifierBench>>;

/** Two admins for every tenant that is asked about, each with a device of an own. */
export const openNotifierSubject = async (): Promise<AdminNotifierSubject> => {
  const { fcm, devices, notifier, close } = await openNotifierBench({ wholeMs: 2_000 });
  const all = (): readonly string[] => [...devices.tokens.values()].flat();
  return {
    port: notifier,
    backDoor: {
      admins: async (id) => {
        devices.tokens.set(id, [`${id} ada`, `${id} bob`]);
        return devices.of(id);
      },
      received: async (id) => {
        const tokens = await devices.of(id);
        return fcm.requests
          .filter(({ wasTaken, body }) => wasTaken && tokens.includes(body.message.token))
          .map(({ body }) => {
            const { noticeId, kind } = body.message.data as { noticeId: string; kind: Notice["kind"] };
            return { to: body.message.token, noticeId, kind };
          });
      },
    },
    lever: {
      refuse: async () => {
        for (const token of all()) fcm.troubles.set(token, "internal error");
      },
      release: async () => fcm.troubles.clear(),
    },
    secrets: () => [ACCESS_TOKEN, ...all()],
    close,
  };
};

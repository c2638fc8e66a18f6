import {
  type AdminNotifier,
  isPortFailure,
  type LinkedSheet,
  type Notice,
  PortFailure,
  type TenantId,
} from "@attendance-export/core";
import type { Messaging } from "firebase-admin/messaging";
import type { AdminDevices } from "./admin-devices.ts";
import type { DeviceOutcome } from "./device-outcome.ts";
import { noticeMessage } from "./notice-message.ts";
import { sendToDevices } from "./send-to-devices.ts";

export interface FcmNotifierOptions {
  readonly messaging: Pick<Messaging, "send">;
  readonly devices: AdminDevices;
  /** The dashboard's page for this link; with https, or a browser's notice opens nothing. */
  readonly dashboardUrl: (link: LinkedSheet) => string;
  /** Milliseconds for all devices together. */
  readonly wholeMs?: number;
}

/**
 * Less than the 20 s that a run allows for telling, looking up the devices included. firebase-admin itself tries each send
 * five times, over 7 s against refusals and over 82 s against silence.
 */
const WHOLE_MS = 12_000;

/** Tells a tenant's admins on all their devices by push messages of Firebase Cloud Messaging. */
export class FcmAdminNotifier implements AdminNotifier {
  readonly #options: FcmNotifierOptions;

  constructor(options: FcmNotifierOptions) {
    this.#options = options;
  }

  /**
   * Resolves once a device has the notice, or where no admin has a device. A device that could not be reached then gets no
   * second try of this notice, for that would tell the others twice; the reminder reaches it.
   */
  async tell(tenantId: TenantId, notice: Notice, link: LinkedSheet): Promise<void> {
    const { messaging, devices, dashboardUrl, wholeMs = WHOLE_MS } = this.#options;
    const tokens = await devices.of(tenantId);
    const message = noticeMessage(notice, link, dashboardUrl(link));
    const outcomes = await sendToDevices(tokens, wholeMs, (token) => messaging.send({ ...message, token }));
    // Before any rejection: a token that is gone stays gone, whatever became of the others.
    await this.#forget(
      tenantId,
      tokens.filter((_, index) => outcomes[index]?.status === "gone"),
    );
    this.#judge(outcomes);
  }

  async #forget(tenantId: TenantId, gone: readonly string[]): Promise<void> {
    if (gone.length === 0) return;
    try {
      await this.#options.devices.forget(tenantId, gone);
    } catch (failure) {
      // The next notice finds them again. To fail for that would tell everybody else twice.
      if (!isPortFailure(failure)) throw failure;
    }
  }

  #judge(outcomes: readonly DeviceOutcome[]): void {
    if (outcomes.some(({ status }) => status === "taken")) return;
    const reasons = outcomes.flatMap((outcome) => ("code" in outcome ? [outcome.code] : []));
    if (reasons.length === 0) return;
    throw new PortFailure(
      "notice-undelivered",
      `None of ${outcomes.length} devices took the notice: ${[...new Set(reasons)].sort().join(", ")}.`,
    );
  }
}

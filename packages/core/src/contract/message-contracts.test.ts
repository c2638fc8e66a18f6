import { describe, it } from "vitest";
import { PortFailure } from "../failures/port-failure.ts";
import { tenantId } from "../model/ids.ts";
import {
  type AdminNotifierSentence,
  type AdminNotifierSubject,
  adminNotifierContract,
} from "./admin-notifier-contract.ts";
import { type Saboteurs, verify, verifyContract } from "./contract.ts";
import {
  type ExportQueueSentence,
  type ExportQueueSubject,
  exportQueueContract,
} from "./export-queue-contract.ts";
import {
  openMemoryAdminNotifier,
  openMemoryExportQueue,
  openMemoryOperatorAlerts,
} from "./memory-message-subject.ts";
import {
  type OperatorAlertsSentence,
  type OperatorAlertsSubject,
  operatorAlertsContract,
} from "./operator-alerts-contract.ts";
import { saboteurOf } from "./sabotage.ts";
import { tenant1 } from "./store/near-misses.ts";

const runner = { describe, it };

const queue = saboteurOf(openMemoryExportQueue);

const queueSaboteurs: Saboteurs<ExportQueueSubject, ExportQueueSentence> = {
  "delivers what was asked for, exactly": queue(({ port }) => ({
    ask: (request) => port.ask({ ...request, slot: request.slot ?? 0 }),
  })),
  "delivers the requests of one tenant in the order in which they were asked": queue(({ port }) => {
    // Two lanes, one of them slow.
    let waiting: Parameters<typeof port.ask>[0] | undefined;
    return {
      ask: async (request) => {
        const before = waiting;
        waiting = before === undefined ? request : undefined;
        if (before === undefined) return;
        await port.ask(request);
        await port.ask(before);
      },
    };
  }),
  "names the tenant that was asked for, and never its near miss": queue(({ port }) => ({
    ask: (request) => port.ask({ ...request, tenantId: tenantId(request.tenantId.toLowerCase()) }),
  })),
  "delivers a repeat at least once": queue(({ port }) => {
    let waiting: Parameters<typeof port.ask>[0] | undefined;
    return {
      // Holds a request back until it is sure that it is none of two, and drops it then.
      ask: async (request) => {
        const isRepeat = waiting?.tenantId === request.tenantId;
        if (!isRepeat && waiting !== undefined) await port.ask(waiting);
        waiting = isRepeat ? undefined : request;
      },
    };
  }),
  "delivers a dead letter to whoever escalates it, exactly, under the same id each time": queue(
    ({ port }) => {
      let number = 0;
      return { bury: (letter) => port.bury({ ...letter, id: `${letter.id}-${++number}` }) };
    },
  ),
  "keeps dead letters out of the way of runs, and runs out of the way of dead letters": queue(({ port }) => ({
    bury: async (letter) => {
      await port.ask({ tenantId: letter.tenantId, trigger: "retry", slot: null });
      await port.bury(letter);
    },
  })),
  "rejects with queue-unavailable while it takes nothing, and delivers nothing of it later": queue(
    ({ port }) => ({ ask: (request) => port.ask(request).catch(() => undefined) }),
  ),
  "shows no secret in a failure": async () => {
    const subject = await openMemoryExportQueue();
    const port = {
      ask: async () => {
        throw new PortFailure("queue-unavailable", "amqp://us:hunter2@queue refused");
      },
      bury: async () => undefined,
    };
    return { ...subject, port, secrets: () => ["hunter2"] };
  },
};

const alerts = saboteurOf(openMemoryOperatorAlerts);

const alertSaboteurs: Saboteurs<OperatorAlertsSubject, OperatorAlertsSentence> = {
  "tells tenant, run, failure, message, time, what was exported before and how often it was tried": alerts(
    ({ port }) => ({ escalate: (letter, link) => port.escalate({ ...letter, exported: 0 }, link) }),
  ),
  "tells of a tenant that has no link any more": alerts(({ port }) => ({
    escalate: async (letter, link) => {
      if (link !== undefined) await port.escalate(letter, link);
    },
  })),
  "tells the same letter under the same key, and another one under another": alerts(({ port }) => ({
    escalate: (letter, link) => port.escalate({ ...letter, id: letter.runId }, link),
  })),
  "shows no address of an admin, for operators need none": alerts(({ port }) => ({
    escalate: (letter, link) =>
      port.escalate({ ...letter, message: `${letter.message} (${link?.accountEmail})` }, link),
  })),
  "rejects with notice-undelivered while nobody can be told, and tells nothing of it later": alerts(
    ({ port }) => ({ escalate: (letter, link) => port.escalate(letter, link).catch(() => undefined) }),
  ),
  "shows no secret in a failure": async () => {
    const subject = await openMemoryOperatorAlerts();
    const port = {
      escalate: async () => {
        const cause = Object.assign(new Error("refused"), { auth: { pass: "hunter2" } });
        throw new PortFailure("notice-undelivered", "the mail server refuses", { cause });
      },
    };
    return { ...subject, port, secrets: () => ["hunter2"] };
  },
};

const notifier = saboteurOf(openMemoryAdminNotifier);

const notifierSaboteurs: Saboteurs<AdminNotifierSubject, AdminNotifierSentence> = {
  "tells every admin of the tenant": async () => {
    const subject = await openMemoryAdminNotifier();
    const admins = async (): Promise<readonly string[]> => [`all of ${tenant1}`, "another admin"];
    return { ...subject, backDoor: { ...subject.backDoor, admins } };
  },
  "tells every kind of notice, under its id": notifier(({ port }) => ({
    // Knows failures only.
    tell: (tenant, notice, link) => port.tell(tenant, { ...notice, kind: "link-failed" }, link),
  })),
  "tells a repeat under the same id, so that a device can show it once": notifier(({ port }) => {
    let number = 0;
    return {
      tell: (tenant, notice, link) => port.tell(tenant, { ...notice, id: `${notice.id}-${++number}` }, link),
    };
  }),
  "tells no other tenant's admins": notifier(({ port }) => ({
    // A topic for each tenant whose name begins like this.
    tell: async (tenant, notice, link) => {
      await port.tell(tenant, notice, link);
      await port.tell(tenantId(`${tenant}0`), notice, link);
    },
  })),
  "rejects with notice-undelivered while nobody can be told, and tells nothing of it later": notifier(
    ({ port }) => ({
      tell: (tenant, notice, link) => port.tell(tenant, notice, link).catch(() => undefined),
    }),
  ),
  "shows no secret in a failure": async () => {
    const subject = await openMemoryAdminNotifier();
    const port = {
      tell: async () => {
        throw new PortFailure("notice-undelivered", "device token d3v1c3 is not registered");
      },
    };
    return { ...subject, port, secrets: () => ["d3v1c3"] };
  },
};

verifyContract(runner, exportQueueContract, queueSaboteurs);
verifyContract(runner, operatorAlertsContract, alertSaboteurs);
verifyContract(runner, adminNotifierContract, notifierSaboteurs);
verify(runner, exportQueueContract, { adapter: "MemoryExportQueue", open: openMemoryExportQueue });
verify(runner, operatorAlertsContract, { adapter: "MemoryOperatorAlerts", open: openMemoryOperatorAlerts });
verify(runner, adminNotifierContract, { adapter: "MemoryAdminNotifier", open: openMemoryAdminNotifier });

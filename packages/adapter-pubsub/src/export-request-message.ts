import { type ExportRequest, type Trigger, tenantId } from "@attendance-export/core";
import { z } from "zod";
import { type DeliveredMessage, type OutgoingMessage, parsed, readAs } from "./message.ts";

const triggers = ["schedule", "manual", "retry", "reconnect"] as const satisfies readonly Trigger[];

const request = z.object({
  tenantId: z.string().transform(readAs(tenantId)),
  trigger: z.enum(triggers),
  slot: z.int().nullable(),
});

/**
 * One request as a message. Its data is what counts; the attributes repeat it for subscription filters, and for people who
 * look at a message that waits.
 */
export const exportRequestMessage = ({
  tenantId: tenant,
  trigger,
  slot,
}: ExportRequest): OutgoingMessage => ({
  data: Buffer.from(JSON.stringify({ tenantId: tenant, trigger, slot })),
  attributes: { tenant, trigger, slot: slot === null ? "" : new Date(slot).toISOString() },
  // In order for one tenant where the subscription keeps it; tenants do not wait for each other.
  orderingKey: tenant,
});

/** Throws `InvalidInput` for a message that is no request; delivered again, it would be none either. */
export const parseExportRequest = (message: DeliveredMessage): ExportRequest => parsed(request, message);

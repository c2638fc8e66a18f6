import { parseDeadLetter } from "@attendance-export/adapter-pubsub";
import { onMessagePublished } from "firebase-functions/v2/pubsub";
import { escalateOptions } from "../function-options.ts";
import { handleMessage } from "../handling/handle-message.ts";

/** Tells the operators of an export that failed for the last time. */
export const escalateFailedExport = onMessagePublished(
  escalateOptions,
  handleMessage("escalateFailedExport", parseDeadLetter, async (letter, { log, application }) => {
    await application.escalateDeadLetter().execute(letter);
    const { id: letterId, tenantId, runId, code, attempts } = letter;
    log.error("An export failed for the last time; the operators were told.", {
      ...{ event: "letter.escalated", letterId, tenantId, runId, code, attempts },
    });
  }),
);

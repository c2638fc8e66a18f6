import { onMessagePublished } from "firebase-functions/v2/pubsub";
import { dispatchRounds } from "../dispatch-rounds.ts";
import { dispatchOptions } from "../function-options.ts";
import { handleMessage } from "../handling/handle-message.ts";
import { logDispatch } from "../log-dispatch.ts";

/** Seed 001, step 1: asks for the export of every link that is due. What the message says does not matter. */
export const exportAttendanceData = onMessagePublished(
  dispatchOptions,
  handleMessage(
    "exportAttendanceData",
    () => undefined,
    async (_content, { log, application }) => {
      const newDispatch = () => application.dispatchDueExports();
      logDispatch(log, await dispatchRounds(newDispatch, application.clock));
    },
  ),
);

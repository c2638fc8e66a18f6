/** A thread that simulates the stretches it is sent. */
import { parentPort } from "node:worker_threads";
import { type Stretch, simulateStretch } from "./stretch.ts";

Error.stackTraceLimit = 0;

parentPort?.on("message", (stretch: Stretch) => {
  void simulateStretch(stretch).then(
    (tally) => parentPort?.postMessage(tally),
    // Not caught here, it ends the thread, and the campaign with it.
    (defect: unknown) => {
      throw defect;
    },
  );
});

import { expect, it } from "vitest";
import { PortFailure } from "../failures/port-failure.ts";
import { tenantId } from "../model/ids.ts";
import { askForBacklog } from "./ask-for-backlog.ts";

const tenant = tenantId("tenant-1");
const refusing = (failure: unknown) => ({ ask: () => Promise.reject(failure) });

it("lets a change stand where the queue cannot be asked, and hides no defect", async () => {
  await askForBacklog(refusing(new PortFailure("queue-unavailable", "503")), tenant, "manual");
  const defect = new TypeError("undefined is not a function");
  await expect(askForBacklog(refusing(defect), tenant, "manual")).rejects.toBe(defect);
});

import { failureKind, isPortFailure } from "@attendance-export/core";
import { type CallableRequest, HttpsError } from "firebase-functions/v2/https";
import type { z } from "zod";
import type { Application } from "../application.ts";
import { application } from "../composed-application.ts";
import type { CloudLog } from "../logging/cloud-log.ts";
import { describeError } from "../logging/describe-error.ts";
import { type Admin, adminOf } from "./admin-of.ts";
import { openCallLog } from "./event-log.ts";

/** What a call works with: who calls, and what the functions have. */
export interface CallContext {
  readonly admin: Admin;
  readonly log: CloudLog;
  readonly application: Application;
}

/**
 * A function that an admin's browser calls. Rejects with `HttpsError` and nothing else: for anything else firebase-functions
 * would print the whole error, and Google's errors hold refresh tokens.
 */
export const handleCall =
  <Data, Answer>(
    name: string,
    schema: z.ZodType<Data>,
    work: (data: Data, context: CallContext) => Promise<Answer>,
  ) =>
  async (request: CallableRequest<unknown>): Promise<Answer> => {
    const log = openCallLog(name, request);
    try {
      const admin = adminOf(request.auth);
      const data = schema.safeParse(request.data);
      if (!data.success) throw new HttpsError("invalid-argument", `${data.error.issues[0]?.message}`);
      const context = { admin, application: application(), log: log.with({ tenantId: admin.tenantId }) };
      return await work(data.data, context);
    } catch (thrown) {
      throw told(log, thrown);
    }
  };

const told = (log: CloudLog, thrown: unknown): HttpsError => {
  if (thrown instanceof HttpsError) {
    log.info("The call was refused.", { event: "function.failed", outcome: thrown.code });
    return thrown;
  }
  log.error("The call failed.", {
    event: "function.failed",
    ...(isPortFailure(thrown) ? { code: thrown.code } : {}),
    error: describeError(thrown),
  });
  if (!isPortFailure(thrown))
    return new HttpsError("internal", "The export has a technical problem on our side.");
  const { class: nature, admin } = failureKind(thrown.code);
  return new HttpsError(nature === "permanent" ? "internal" : "unavailable", admin, { code: thrown.code });
};

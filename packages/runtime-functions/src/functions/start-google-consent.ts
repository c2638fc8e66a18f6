import { onCall } from "firebase-functions/v2/https";
import { z } from "zod";
import { consentOptions } from "../function-options.ts";
import { handleCall } from "../handling/handle-call.ts";

const nothing = z.unknown();

/** Gives an admin the address of Google's consent page, with a state that only this admin can bring back, once. */
export const startGoogleConsent = onCall(
  consentOptions,
  handleCall("startGoogleConsent", nothing, async (_data, { admin, application, log }) => {
    const { url } = await application.startConsent().execute(admin.tenantId, admin.uid);
    log.info("A consent was begun.", { event: "consent.started" });
    return { url };
  }),
);

import { z } from "zod";
import { params, secrets } from "./params.ts";

/** Under these names the topics exist; deploy/deploy.sh makes them. The first one is seed 001's. */
export const topics = {
  schedule: "daily-attendance-export",
  requests: "export-tenant-attendance",
  deadLetters: "export-tenant-attendance-dead-letter",
} as const;

const webAddress = z.url({ protocol: /^https?$/, error: "a web address" });

const settings = z.object({
  projectId: z.string("the project's id").min(1, "the project's id"),
  googleClientId: z.string().min(1, "the id of the OAuth client"),
  googleRedirectUrl: webAddress,
  /** An emulator that stands in for all of Google's hosts; Google itself without it. */
  googleEmulatorUrl: webAddress.optional(),
  dashboardOrigin: webAddress,
  alertsFrom: z.string().min(1, "a sender of alerts"),
  alertsTo: z.string().transform((list) => list.split(",").map((address) => address.trim())),
  /** Each is read when it is first needed: a function has only the secrets that it names. */
  secrets: z.custom<Readonly<Record<keyof typeof secrets, () => string>>>(),
});

export type Settings = z.infer<typeof settings>;

/** What this installation is set to; throws a sentence that names the setting which cannot be. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => {
  const read = settings.safeParse({
    projectId: environment.GCLOUD_PROJECT,
    googleClientId: params.googleClientId.value(),
    googleRedirectUrl: params.googleRedirectUrl.value(),
    googleEmulatorUrl: environment.ATTENDANCE_EXPORT_GOOGLE_EMULATOR,
    dashboardOrigin: params.dashboardOrigin.value(),
    alertsFrom: params.alertsFrom.value(),
    alertsTo: params.alertsTo.value(),
    secrets: {
      keyRing: () => secrets.keyRing.value(),
      googleClientSecret: () => secrets.googleClientSecret.value(),
      smtpUrl: () => secrets.smtpUrl.value(),
    },
  });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`The setting ${issue?.path.join(".")} is wrong: ${issue?.message}`);
};

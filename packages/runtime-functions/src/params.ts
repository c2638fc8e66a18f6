import { defineBoolean, defineSecret, defineString } from "firebase-functions/params";

/**
 * What an installation sets. The Firebase CLI asks for what is missing and keeps it in `.env.<project>`; secrets lie in Secret
 * Manager and reach only the functions that name them.
 */
export const params = {
  region: defineString("ATTENDANCE_EXPORT_REGION", {
    default: "us-central1",
    description: "Where the functions run; near Firestore.",
  }),
  googleClientId: defineString("ATTENDANCE_EXPORT_GOOGLE_CLIENT_ID", {
    description: "The OAuth client of type “Web application” that admins grant access to.",
  }),
  googleRedirectUrl: defineString("ATTENDANCE_EXPORT_GOOGLE_REDIRECT_URL", {
    description:
      "The dashboard's page that Google's consent page leads back to, exactly as in the OAuth client.",
  }),
  dashboardOrigin: defineString("ATTENDANCE_EXPORT_DASHBOARD_ORIGIN", {
    description: "Where the dashboard is, as https://host; notices lead there, and only its pages may call.",
  }),
  alertsFrom: defineString("ATTENDANCE_EXPORT_ALERTS_FROM", {
    description: "Sender of alerts to operators.",
  }),
  alertsTo: defineString("ATTENDANCE_EXPORT_ALERTS_TO", {
    description: "Recipients of alerts to operators, with commas between them.",
  }),
  enforceAppCheck: defineBoolean("ATTENDANCE_EXPORT_ENFORCE_APP_CHECK", {
    default: false,
    description:
      "Whether only pages with an App Check token may call. Set App Check up in the dashboard first.",
  }),
};

export const secrets = {
  /** The key ring of refresh tokens: `{"keys": [{"id", "secret"}]}`, newest first. */
  keyRing: defineSecret("ATTENDANCE_EXPORT_KEY_RING"),
  googleClientSecret: defineSecret("ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET"),
  /** `smtps://user:password@host:465` */
  smtpUrl: defineSecret("ATTENDANCE_EXPORT_SMTP_URL"),
};

import { UserError } from "./user-error.ts";

/** Our OAuth client, and where Google is. */
export interface GoogleSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** An emulator that stands in for all of Google's hosts; Google itself without it. */
  readonly emulatorUrl?: string | undefined;
}

export const variables = {
  clientId: "ATTENDANCE_EXPORT_GOOGLE_CLIENT_ID",
  clientSecret: "ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET",
  emulatorUrl: "ATTENDANCE_EXPORT_GOOGLE_EMULATOR",
  refreshToken: "ATTENDANCE_EXPORT_REFRESH_TOKEN",
  data: "ATTENDANCE_EXPORT_DATA",
} as const;

/** Secrets come by the environment and never by arguments, which every user of the machine can read. */
export const googleSettings = (environment: NodeJS.ProcessEnv): GoogleSettings => {
  const clientId = environment[variables.clientId];
  const clientSecret = environment[variables.clientSecret];
  if (!clientId || !clientSecret)
    throw new UserError(
      "This installation has no OAuth client to speak to Google with.",
      `Set ${variables.clientId} and ${variables.clientSecret} to those of a client of type "Web application"; \`demo\` needs neither.`,
    );
  return { clientId, clientSecret, emulatorUrl: emulatorUrl(environment) };
};

/** Where an emulator stands in for Google; undefined for Google itself. */
export const emulatorUrl = (environment: NodeJS.ProcessEnv): string | undefined =>
  environment[variables.emulatorUrl] || undefined;

/** What a child process needs to find the same client and the same Google. */
export const asEnvironment = ({
  clientId,
  clientSecret,
  emulatorUrl,
}: GoogleSettings): NodeJS.ProcessEnv => ({
  [variables.clientId]: clientId,
  [variables.clientSecret]: clientSecret,
  [variables.emulatorUrl]: emulatorUrl,
});

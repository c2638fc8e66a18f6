export type {
  Account,
  AccountChanges,
  Credentials,
  NewAccount,
  ServiceAccountKey,
} from "./accounts/account.ts";
export type { NewClient, OAuthClient } from "./accounts/oauth-client.ts";
export { scopes } from "./accounts/oauth-client.ts";
export type { Call, CallFilter, CallOutcome } from "./calls/call-log.ts";
export { googleFetch } from "./clients/google-fetch.ts";
export { connectToSheetsEmulator, type RemoteSheetsEmulator } from "./control/connect-to-sheets-emulator.ts";
export { driveAnswers } from "./drive/drive-answers.ts";
export type { CannedAnswer } from "./faults/canned-answer.ts";
export type { Fault, FaultTarget, Loss } from "./faults/fault.ts";
export type { Weather } from "./faults/faults.ts";
export type { World } from "./faults/world.ts";
export type { ConsentAnswer } from "./oauth/answer-consent.ts";
export { answerConsent } from "./oauth/answer-consent.ts";
export { tokenAnswers } from "./oauth/oauth-answers.ts";
export type { QuotaLimits } from "./quotas/quotas.ts";
export type { Observe, ObservedCall } from "./server/observed-call.ts";
export type { SheetsEmulator, SheetsEmulatorOptions } from "./sheets-emulator.ts";
export { startSheetsEmulator } from "./start-sheets-emulator.ts";
export type { EmulatorClock } from "./time/clock.ts";
export { ManualClock } from "./time/manual-clock.ts";

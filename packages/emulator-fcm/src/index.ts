export type { DeviceTrouble } from "./answers.ts";
export { FcmEmulator, type SendRequest } from "./fcm-emulator.ts";
export { RedirectAgent } from "./redirect-agent.ts";

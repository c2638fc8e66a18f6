export type { AdminDevices } from "./admin-devices.ts";
export { FcmAdminNotifier, type FcmNotifierOptions } from "./fcm-admin-notifier.ts";

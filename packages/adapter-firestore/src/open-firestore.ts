import type { App } from "firebase-admin/app";
import { type Firestore, getFirestore } from "firebase-admin/firestore";
import { DEADLINE_MS, wirePolicy } from "./wire-policy.ts";

export interface OpenFirestoreOptions {
  /** `host:port` of an emulator or of a proxy in front of one; the variable FIRESTORE_EMULATOR_HOST stands above it. */
  readonly host?: string;
  /** How long one request may take, in milliseconds. */
  readonly deadlineMs?: number;
}

/** The app's Firestore, set up as the stores need it. To be called once for an app, before any other use of its Firestore. */
export const openFirestore = (
  app: App,
  { host, deadlineMs = DEADLINE_MS }: OpenFirestoreOptions = {},
): Firestore => {
  const firestore = getFirestore(app);
  firestore.settings({ ...wirePolicy(deadlineMs), ...(host === undefined ? {} : { host, ssl: false }) });
  return firestore;
};

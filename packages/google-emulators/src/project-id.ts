import { randomBytes } from "node:crypto";

/** A project nobody else uses: in Google's emulators every project id is an empty store of its own. */
export const freshProjectId = (): string => `demo-${randomBytes(8).toString("hex")}`;

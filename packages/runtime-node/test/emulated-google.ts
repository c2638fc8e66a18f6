import { type SheetsEmulator, startSheetsEmulator } from "@attendance-export/emulator-sheets";
import { onTestFinished } from "vitest";
import { asEnvironment, variables } from "../src/google-settings.ts";

export interface EmulatedGoogle {
  readonly emulator: SheetsEmulator;
  /** What a command needs to find this Google, and to link as `owner@example.com`. */
  readonly environment: NodeJS.ProcessEnv;
}

/** An emulated Google that is gone after the test, with one account. */
export const emulatedGoogle = async (): Promise<EmulatedGoogle> => {
  const emulator = await startSheetsEmulator();
  onTestFinished(() => emulator.close());
  const { clientId, clientSecret, refreshToken } = emulator.accounts.add({ email: "owner@example.com" });
  const environment = {
    ...asEnvironment({ clientId, clientSecret, emulatorUrl: emulator.url }),
    [variables.refreshToken]: refreshToken,
  };
  return { emulator, environment };
};

import { rowOf, sealedBatchOf } from "@attendance-export/core/contract";
import type { CannedAnswer, Fault } from "@attendance-export/emulator-sheets";
import { afterEach } from "vitest";
import { GoogleSheetSink } from "../src/google-sheet-sink.ts";
import { GoogleSheetsApi } from "../src/google-sheets-api.ts";
import type { GoogleSheetsOptions } from "../src/google-sheets-options.ts";
import { type EmulatorWorld, openEmulatorWorld, systemClock } from "./emulator-world.ts";

/** Opens worlds for the tests of the file that calls this, and closes them after each. */
export const worldsOfEachTest = (): (() => Promise<EmulatorWorld>) => {
  const worlds: EmulatorWorld[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });
  return async () => {
    const world = await openEmulatorWorld();
    worlds.push(world);
    return world;
  };
};

/** A sink with options of its own on the world's emulator. */
export const sinkOf = (
  { emulator }: EmulatorWorld,
  options: Partial<GoogleSheetsOptions>,
): GoogleSheetSink => {
  const account = emulator.accounts.add({ email: "another@example.org" });
  return new GoogleSheetSink(
    new GoogleSheetsApi({
      refreshToken: async () => account.refreshToken,
      client: { id: account.clientId, secret: account.clientSecret },
      clock: systemClock,
      endpoints: { sheetsUrl: `${emulator.url}/`, tokenUrl: `${emulator.url}/token` },
      ...options,
    }),
  );
};

/** A batch of one row for the world's sheet. */
export const batch = (world: EmulatorWorld, sequence = 1) =>
  sealedBatchOf(world.sheet, [rowOf(`rec-${sequence}`)], { sequence });

/** The fault that answers so and does nothing. */
export const refuse = (answer: CannedAnswer): Fault => ({ do: "refuse", answer });

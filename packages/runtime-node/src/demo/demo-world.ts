import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SheetsEmulator, startSheetsEmulator } from "@attendance-export/emulator-sheets";
import { type DataFolder, dataFolder } from "../data-folder.ts";
import type { GoogleSettings } from "../google-settings.ts";
import type { Installation } from "../installation.ts";
import { systemErrorCode, UserError } from "../user-error.ts";
import type { LastSent } from "./last-sent.ts";

export interface DemoPlaceRequest {
  /** A temporary folder without it, gone at the end. */
  readonly data: string | undefined;
  readonly port: number | undefined;
}

/** An emulated Google in this process, and a folder for an installation. */
export interface DemoPlace extends AsyncDisposable {
  readonly emulator: SheetsEmulator;
  readonly google: GoogleSettings;
  readonly data: DataFolder;
}

/** The place with an installation that exports to it. */
export interface DemoWorld extends Pick<DemoPlace, "emulator" | "google" | "data"> {
  readonly installation: Installation;
  /** Rows that one request may write. */
  readonly batchRows: number;
  /** The request that the installation sent last. */
  readonly lastSent: LastSent;
}

/** What the emulator keeps lies on disk, so that memory stays the same however many records there are. */
export const openDemoPlace = async ({ data: given, port }: DemoPlaceRequest): Promise<DemoPlace> => {
  const folder = given ?? mkdtempSync(join(tmpdir(), "attendance-export-demo-"));
  const removeFolder = (): void => {
    if (given === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const data = dataFolder(folder);
    if (existsSync(data.storeFile))
      throw new UserError(
        `The folder ${folder} already holds an installation.`,
        "Name a new one with --data; `status`, `history` and `export` work on the old one.",
      );
    const emulator = await startEmulator(join(folder, "emulated-google.sqlite"), port);
    const { clientId, clientSecret } = emulator.accounts.client;
    const close = async (): Promise<void> => {
      await emulator.close();
      removeFolder();
    };
    const google = { clientId, clientSecret, emulatorUrl: emulator.url };
    return { emulator, google, data, [Symbol.asyncDispose]: close };
  } catch (thrown) {
    removeFolder();
    throw thrown;
  }
};

const startEmulator = async (file: string, port: number | undefined): Promise<SheetsEmulator> => {
  try {
    return await startSheetsEmulator({ storage: { file }, ...(port === undefined ? {} : { port }) });
  } catch (cause) {
    const code = systemErrorCode(cause);
    if (code === "EADDRINUSE")
      throw new UserError(
        `Port ${port} is in use by another program.`,
        "Name another one with --port, or none: then any free port is taken.",
        cause,
      );
    if (code === "EACCES")
      throw new UserError(`Port ${port} may not be opened.`, "Name one above 1023 with --port.", cause);
    throw cause;
  }
};

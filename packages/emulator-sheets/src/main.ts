#!/usr/bin/env node
import { announcement } from "./command/announcement.ts";
import { commandOptions, UsageError, usage } from "./command/command-options.ts";
import type { SheetsEmulator, SheetsEmulatorOptions } from "./sheets-emulator.ts";
import { startSheetsEmulator } from "./start-sheets-emulator.ts";

const exitCodes = { failed: 1, usage: 2 } as const;

/** What a person can do about a start that failed; undefined when it is a mistake of ours. */
function remedy(error: unknown, { port, storage }: SheetsEmulatorOptions): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `Port ${port} is in use. Choose another by --port, or leave it out for any free one.`;
  if (code === "EACCES") return `Port ${port} may not be listened on. Choose one above 1023.`;
  if (code !== "ERR_SQLITE_ERROR" || typeof storage !== "object") return undefined;
  const reason = error instanceof Error ? error.message : "";
  return `${storage.file} cannot be used as the emulator's file: ${reason}.`;
}

function fail(message: string, exitCode: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = exitCode;
}

function closeOnSignal(emulator: SheetsEmulator): void {
  const close = (): void => {
    emulator.close().catch((error: unknown) => fail(String(error), exitCodes.failed));
  };
  process.once("SIGINT", close);
  process.once("SIGTERM", close);
}

async function run(args: readonly string[]): Promise<void> {
  const options = commandOptions(args);
  if (options.isHelp) {
    process.stdout.write(usage);
    return;
  }
  try {
    const emulator = await startSheetsEmulator(options.emulator);
    closeOnSignal(emulator);
    const accounts = options.accounts.map((email) => emulator.accounts.add({ email }));
    process.stdout.write(announcement(emulator.url, accounts, options.isJson));
  } catch (error) {
    const message = remedy(error, options.emulator);
    if (message === undefined) throw error;
    fail(message, exitCodes.failed);
  }
}

await run(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  fail(`${error.message}\n\n${usage}`, exitCodes.usage);
});

import type { CommandContext } from "../src/cli/command-context.ts";
import { Interruption } from "../src/cli/interruption.ts";
import { runCommandLine } from "../src/cli/program.ts";
import { Terminal } from "../src/cli/terminal.ts";

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as `main.ts` does, and keeps what it writes. */
export const commandLine =
  (environment: NodeJS.ProcessEnv = {}) =>
  async (...args: readonly string[]): Promise<CommandResult> => {
    let [out, err] = ["", ""];
    const context: CommandContext = {
      out: new Terminal({ write: (text) => (out += text) }),
      err: new Terminal({ write: (text) => (err += text) }),
      interruption: new Interruption(() => undefined),
      environment,
    };
    const code = await runCommandLine(args, context);
    return { code, out, err };
  };

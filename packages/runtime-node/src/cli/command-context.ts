import type { Interruption } from "./interruption.ts";
import type { Terminal } from "./terminal.ts";

/** What every command is given: where to write, when to stop, what the environment says. */
export interface CommandContext {
  /** Results. With `--json` one JSON document and nothing else. */
  readonly out: Terminal;
  /** Progress, problems, errors. */
  readonly err: Terminal;
  readonly interruption: Interruption;
  readonly environment: NodeJS.ProcessEnv;
}

/** What most commands take. */
export interface CommonOptions {
  readonly data: string;
  readonly json?: boolean;
}

export const writeJson = ({ out }: CommandContext, value: unknown): void =>
  out.line(JSON.stringify(value, undefined, 2));

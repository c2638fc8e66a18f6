import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One request of a recorded conversation and Google's reply to it. */
export interface Interaction {
  readonly request: {
    readonly method: string;
    readonly host: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string | readonly string[]>>;
    readonly body: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

/** A conversation with the real API. */
export interface Recording {
  readonly name: string;
  readonly recordedMs: number;
  readonly interactions: readonly Interaction[];
}

/** All recordings of a folder, by name. */
export function loadRecordings(folder: string): Recording[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.toSorted().map((name) => {
    const { recordedAt, interactions } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return { name: name.replace(/\.json$/, ""), recordedMs: Date.parse(recordedAt), interactions };
  });
}

/** Asks the emulator; undefined when what was asked for is not there. */
export async function ask<View>(
  path: string,
  query: Readonly<Record<string, string | number>> = {},
  signal?: AbortSignal,
): Promise<View | undefined> {
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`/_emulator/${path}?${parameters}`, {
    signal: signal ?? null,
    cache: "no-store",
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`the emulator answered ${response.status}`);
  return (await response.json()) as View;
}

/** A switch of the emulator: a method of its control API with its arguments. */
export interface Order {
  readonly part: "people" | "faults" | "accounts" | "quotas";
  readonly method: string;
  readonly args: readonly unknown[];
}

/**
 * Tells the emulator to do something.
 *
 * @throws Error with the reason when it cannot be done
 */
export async function tell({ part, method, args }: Order): Promise<unknown> {
  const response = await fetch(`/emulator/control/${part}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  const { result, error } = (await response.json()) as { readonly result?: unknown; readonly error?: string };
  if (error !== undefined) throw new Error(error);
  return result;
}

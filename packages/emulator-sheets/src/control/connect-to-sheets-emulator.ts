import type { SheetsEmulator } from "../sheets-emulator.ts";
import { type ControlledMethod, type ControlledPart, controlled, controlPath } from "./controlled.ts";

type Remote<Method> = Method extends (...args: infer Args) => infer Result
  ? (...args: Args) => Promise<Result>
  : never;

/** The switches of an emulator in another process: as in `SheetsEmulator`, with promises. */
export type RemoteSheetsEmulator = { readonly url: string } & {
  readonly [Part in ControlledPart]: {
    readonly [Name in ControlledMethod<Part> & keyof SheetsEmulator[Part]]: Remote<
      SheetsEmulator[Part][Name]
    >;
  };
};

async function callRemote(
  url: string,
  part: string,
  name: string,
  args: readonly unknown[],
): Promise<unknown> {
  const reply = await fetch(`${url}${controlPath}/${part}/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  const { result, error } = (await reply.json()) as { readonly result?: unknown; readonly error?: string };
  if (error !== undefined) throw new Error(error);
  return result;
}

/**
 * Controls an emulator that runs elsewhere.
 *
 * @param url as in `SheetsEmulator.url`
 */
export function connectToSheetsEmulator(url: string): RemoteSheetsEmulator {
  const parts = Object.entries(controlled).map(([part, names]) => {
    const methods = names.map((name) => [name, (...args: unknown[]) => callRemote(url, part, name, args)]);
    return [part, Object.fromEntries(methods)];
  });
  return { url, ...Object.fromEntries(parts) };
}

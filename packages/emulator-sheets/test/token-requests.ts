import type { SheetsEmulator } from "@attendance-export/emulator-sheets";
import type { TestBench } from "./test-bench.ts";

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Posts a form the way an OAuth client does, and reads the JSON of the answer. */
export async function post(
  { url }: SheetsEmulator,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<Answered> {
  const reply = await fetch(`${url}${path}`, { method: "POST", body: new URLSearchParams(form) });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

interface RefreshChanges {
  readonly refreshToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** Asks for an access token with the bench account's refresh token, or with what `changes` puts in its place. */
export const refresh = (
  { emulator, account }: TestBench,
  changes: RefreshChanges = {},
): Promise<Answered> => {
  const { refreshToken, clientId, clientSecret } = { ...account, ...changes };
  return post(emulator, "/token", {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
  });
};

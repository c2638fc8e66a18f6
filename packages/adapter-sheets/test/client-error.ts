import { GaxiosError, type GaxiosOptionsPrepared, type GaxiosResponse } from "gaxios";
import { translate } from "../src/google-failure.ts";
import type { Answer } from "./google-answers/answer.ts";

/** When all of this happens. */
export const NOW = Date.parse("2026-11-01T00:00:00Z");
export const ACCESS_TOKEN = "ya29.canary-access-token";
export const REFRESH_TOKEN = "1//canary-refresh-token";
export const CLIENT_SECRET = "GOCSPX-canary-secret";
/** What must never come through. */
export const CANARIES = [ACCESS_TOKEN, REFRESH_TOKEN, CLIENT_SECRET];

/** The client's error as it comes: with the whole request in it, secrets and all. */
export const clientError = (answer?: Answer, cause?: unknown): GaxiosError => {
  const config = {
    url: new URL("https://sheets.googleapis.com/v4/spreadsheets/x:batchUpdate"),
    headers: new Headers({ authorization: `Bearer ${ACCESS_TOKEN}` }),
    data: new URLSearchParams({ refresh_token: REFRESH_TOKEN, client_secret: CLIENT_SECRET }),
    responseType: "json",
  } as GaxiosOptionsPrepared;
  if (answer === undefined) return new GaxiosError("request failed", config, undefined, cause);
  const { status, body, headers } = answer;
  const response = Object.assign(new Response(null, { status, headers: headers ?? {} }), {
    config,
    data: body,
  }) as GaxiosResponse<unknown>;
  // The constructor drops a body that was not streamed; a real one is put there by the client.
  const error = new GaxiosError("request failed", config, response, cause);
  response.data = body;
  return error;
};

/** What goes wrong below the client, by its code. */
export const broken = (code: string, more: object = {}): Error =>
  Object.assign(new Error(code), { code, ...more });

/** The failure that is made of an error of the client's. */
export const translated = (of: "sheets" | "token" | "consent", thrown: unknown) => {
  const result = translate(thrown, { of, secrets: CANARIES, now: NOW });
  if (result === undefined) throw new Error("not translated");
  return result;
};

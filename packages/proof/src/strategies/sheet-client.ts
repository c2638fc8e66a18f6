import type { VirtualWorld } from "./virtual-world.ts";

export type Row = readonly string[];

/** Google answered with an error, or not at all. */
export class RequestFailed extends Error {}

/** The values API over HTTP, as a peer's code calls it: no retries of its own. */
export class SheetClient {
  readonly #world: Pick<VirtualWorld, "emulator" | "credentials">;
  readonly #spreadsheetId: string;
  #accessToken = "";

  constructor(world: Pick<VirtualWorld, "emulator" | "credentials">, spreadsheetId: string) {
    this.#world = world;
    this.#spreadsheetId = spreadsheetId;
  }

  /** A token lives for an hour, so each run fetches one. */
  async signIn(): Promise<void> {
    const { clientId, clientSecret, refreshToken } = this.#world.credentials;
    const reply = await fetch(`${this.#world.emulator.url}/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }),
    });
    const { access_token: token } = (await reply.json()) as { readonly access_token: string };
    this.#accessToken = token;
  }

  async append(rows: readonly Row[]): Promise<void> {
    await this.#call("POST", "values/A1:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS", {
      values: rows,
    });
  }

  async update(firstRow: number, rows: readonly Row[]): Promise<void> {
    await this.#call("PUT", `values/A${firstRow}?valueInputOption=RAW`, { values: rows });
  }

  /** The columns that the exporter owns, below the header. */
  async clear(columns: number): Promise<void> {
    const last = String.fromCodePoint("A".charCodeAt(0) + columns - 1);
    await this.#call("POST", `values/A2:${last}:clear`, {});
  }

  async read(range: string): Promise<readonly Row[]> {
    const { values = [] } = (await this.#call("GET", `values/${range}`)) as { readonly values?: Row[] };
    return values;
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const url = `${this.#world.emulator.url}/v4/spreadsheets/${this.#spreadsheetId}/${path}`;
    const headers = { authorization: `Bearer ${this.#accessToken}`, "content-type": "application/json" };
    let reply: Response;
    try {
      reply = await fetch(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new RequestFailed("no answer", { cause });
    }
    const text = await reply.text();
    if (!reply.ok) throw new RequestFailed(`${reply.status} ${text.slice(0, 200)}`);
    return JSON.parse(text);
  }
}

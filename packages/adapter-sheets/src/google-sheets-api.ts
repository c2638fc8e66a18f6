import { type Grant, PortFailure, type SpreadsheetId } from "@attendance-export/core";
import { sheets, type sheets_v4 } from "@googleapis/sheets";
import { AccessTokens } from "./access-tokens.ts";
import { BatchUpdate } from "./batch-update.ts";
import { field, items } from "./google-answer.ts";
import { type Translated, translate } from "./google-failure.ts";
import { defaultEndpoints, defaultTimeoutsMs, type GoogleSheetsOptions } from "./google-sheets-options.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { TokenEndpoint } from "./token-endpoint.ts";

/** How every call is sent. */
interface CallOptions {
  readonly headers: { readonly authorization: string };
  readonly timeout: number;
  readonly retry: false;
  readonly redirect: "manual";
  readonly responseType: "json";
}

/** One request to the Sheets API; the answer's body, whatever it is. */
export type SheetsCall = (api: sheets_v4.Sheets, options: CallOptions) => Promise<{ readonly data: unknown }>;

type Answer = { readonly data: unknown } | Translated;

/** What a write came to, or the reason why Google would not. */
export type WriteResult =
  | { readonly status: "written" }
  | { readonly status: "refused"; readonly failure: PortFailure };

/**
 * The Sheets API for all tenants, as the four adapters share it: access tokens, one request at a time for a spreadsheet,
 * and every error in the core's words.
 *
 * Nothing is repeated here but one thing: a request that was answered 401 is sent once more with a new access token.
 * Switched off are gaxios's own retries, which googleapis turns on for GET and PUT (`retry: false`), and those of
 * google-auth-library, which replays any request after a 401 or 403: it is not used at all, each call gets its header here.
 */
export class GoogleSheetsApi {
  readonly #options: GoogleSheetsOptions;
  readonly #sheets: sheets_v4.Sheets;
  readonly #tokens: AccessTokens;
  readonly #line = new OneAtATime();

  constructor(options: GoogleSheetsOptions) {
    this.#options = options;
    const rootUrl = options.endpoints?.sheetsUrl ?? defaultEndpoints.sheetsUrl;
    this.#sheets = sheets({ version: "v4", rootUrl, retry: false });
    const endpoint = new TokenEndpoint(options);
    const fetchToken = async (grant: Grant) => endpoint.refresh(await options.refreshToken(grant));
    this.#tokens = new AccessTokens(fetchToken, options.clock);
  }

  /** One read of a spreadsheet. A refusal is a rejection like any other. */
  async read(grant: Grant, spreadsheetId: SpreadsheetId, call: SheetsCall): Promise<unknown> {
    const deadline = this.#deadline("read");
    return dataOf(await this.#line.run(spreadsheetId, () => this.#send(grant, deadline, call)));
  }

  /** The one request that has no spreadsheet yet. */
  async create(grant: Grant, call: SheetsCall): Promise<unknown> {
    return dataOf(await this.#send(grant, this.#deadline("write"), call));
  }

  /** All of the requests or none of them, as one request to Google. */
  async batchUpdate(
    grant: Grant,
    spreadsheetId: SpreadsheetId,
    requests: sheets_v4.Schema$Request[],
  ): Promise<WriteResult> {
    const deadline = this.#deadline("write");
    const requestBody = new BatchUpdate(requests);
    const answer = await this.#line.run(spreadsheetId, () =>
      this.#send(grant, deadline, (api, options) =>
        api.spreadsheets.batchUpdate({ spreadsheetId, requestBody }, options),
      ),
    );
    if ("failure" in answer) return { status: "refused", failure: answer.failure };
    if (items(field(answer.data, "replies")).length !== requests.length)
      throw new PortFailure("answer-malformed", "Google Sheets answered 200 without a reply to each request");
    return { status: "written" };
  }

  /** Waiting for a turn and for a token counts as well: what belongs to a call ends with it. */
  #deadline(kind: "read" | "write"): number {
    return this.#options.clock.now() + (this.#options.timeoutsMs?.[kind] ?? defaultTimeoutsMs[kind]);
  }

  /** Sends with a token that should work; if Google does not take it, once more with a new one. */
  async #send(grant: Grant, deadline: number, call: SheetsCall): Promise<Answer> {
    const token = await this.#tokens.of(grant);
    let answer = await this.#sendOnce(token, deadline, call);
    if ("failure" in answer && answer.failure.code === "unauthenticated")
      answer = await this.#sendOnce(await this.#tokens.insteadOf(token, grant), deadline, call);
    if ("failure" in answer && !answer.isRefusal) throw answer.failure;
    return answer;
  }

  async #sendOnce(token: string, deadline: number, call: SheetsCall): Promise<Answer> {
    const timeout = deadline - this.#options.clock.now();
    if (timeout <= 0) throw new PortFailure("out-of-time", "the call's time was up before it was its turn");
    try {
      const { data } = await call(this.#sheets, {
        headers: { authorization: `Bearer ${token}` },
        timeout,
        retry: false,
        // A redirect would turn a write into a read of another address, and its page into an answer.
        redirect: "manual",
        responseType: "json",
      });
      return { data };
    } catch (thrown) {
      const asked = { of: "sheets", secrets: [token], now: this.#options.clock.now() } as const;
      const translated = translate(thrown, asked);
      if (translated === undefined) throw thrown;
      return translated;
    }
  }
}

const dataOf = (answer: Answer): unknown => {
  if ("failure" in answer) throw answer.failure;
  return answer.data;
};

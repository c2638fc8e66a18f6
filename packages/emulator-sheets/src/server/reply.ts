/** An answer over HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const jsonHeaders = {
  "content-type": "application/json; charset=UTF-8",
  "cache-control": "private",
  vary: "Origin, X-Origin, Referer",
};

/** JSON as Google sends it: indented unless the caller asked for `prettyPrint=false`. */
export const jsonReply = (status: number, body: unknown, isPretty = true): Reply => ({
  status,
  headers: jsonHeaders,
  body: isPretty ? `${JSON.stringify(body, null, 2)}\n` : JSON.stringify(body),
});

export const htmlReply = (status: number, body: string): Reply => ({
  status,
  headers: { "content-type": "text/html; charset=UTF-8", "cache-control": "no-cache" },
  body,
});

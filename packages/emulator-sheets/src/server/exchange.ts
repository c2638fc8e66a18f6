/** A request over HTTP, its body still to come. */
export interface Exchange {
  readonly httpMethod: string;
  /** The path's segments, split before they are decoded: a range may hold an encoded slash. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly path: string;
}

/**
 * Takes away a slash too many, at the end or before a verb.
 *
 * Google does: google-spreadsheet 5 asks for `/v4/spreadsheets/{id}/` and `/v4/spreadsheets/{id}/:batchUpdate`.
 */
function tidied(segments: readonly string[]): readonly string[] {
  const last = segments.at(-1) ?? "";
  const before = segments.at(-2);
  if (before === undefined || (last !== "" && !last.startsWith(":"))) return segments;
  return [...segments.slice(0, -2), `${before}${last}`];
}

/** Splits a request line. Undefined when the path is not decodable. */
export function exchangeOf(
  httpMethod: string,
  url: string,
  headers: Exchange["headers"],
): Exchange | undefined {
  const [path = "/", ...query] = url.split("?");
  try {
    const segments = tidied(path.split("/").slice(1)).map(decodeURIComponent);
    return { httpMethod, segments, query: new URLSearchParams(query.join("?")), headers, path };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** One header as text. */
export function headerOf({ headers }: Exchange, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

import { invalidValue } from "./drive-error.ts";

/** One piece of a search query. */
export type SearchToken =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "sign"; readonly text: string };

const patterns: readonly [SearchToken["kind"] | "space", RegExp][] = [
  ["space", /^\s+/],
  ["text", /^'((?:[^'\\]|\\.)*)'/s],
  ["sign", /^(?:!=|<=|>=|[=<>()])/],
  ["word", /^[A-Za-z][A-Za-z.]*/],
];

function nextToken(rest: string): { token: SearchToken | undefined; length: number } {
  for (const [kind, pattern] of patterns) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    if (kind === "space") return { token: undefined, length: match[0].length };
    const text = kind === "text" ? (match[1] ?? "").replaceAll(/\\(.)/gs, "$1") : match[0];
    return { token: { kind, text }, length: match[0].length };
  }
  throw invalidValue("q");
}

/**
 * Splits a search query such as `name = 'Bob\'s' and trashed = false`.
 *
 * @throws DriveError for anything that is no piece of a query
 */
export function searchTokens(query: string): SearchToken[] {
  const tokens: SearchToken[] = [];
  for (let rest = query; rest !== ""; ) {
    const { token, length } = nextToken(rest);
    if (token !== undefined) tokens.push(token);
    rest = rest.slice(length);
  }
  return tokens;
}

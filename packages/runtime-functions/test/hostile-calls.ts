import fc from "fast-check";

/** What a stranger's program sends to a callable function. */
export interface HostileCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** None with a method that has no body. */
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

const names = ["state", "authCode", "error", "code", "tenantId", "__proto__", "constructor", "toString"];

/** Values that reach for what parsers, loggers and stores stumble over. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: "binary", maxLength: 3_000 }),
  fc.constantFrom<unknown>("../../private/credential-1", "a/b", "__name__", "\u0000", "1e999", -0, [], {}),
  fc.constantFrom("x", "é", "😀").map((unit) => unit.repeat(5_000)),
);

const data = fc.oneof(
  value,
  fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value, { maxKeys: 6 }),
  fc.record({ state: value, authCode: value }, { requiredKeys: [] }),
);

/** So deep that a parser that calls itself would need a stack of its own size. */
const deep = fc.integer({ min: 1_000, max: 20_000 }).map((depth) => "[".repeat(depth) + "]".repeat(depth));

const body = fc.oneof(
  { weight: 8, arbitrary: data.map((given) => JSON.stringify({ data: given })) },
  { weight: 2, arbitrary: fc.dictionary(fc.string(), value).map((given) => JSON.stringify(given)) },
  { weight: 1, arbitrary: deep.map((given) => `{"data":${given}}`) },
  { weight: 1, arbitrary: data.map((given) => JSON.stringify({ data: given }).slice(0, -2)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 500 }).map((bytes) => Uint8Array.from(bytes)) },
);

const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant("application/json") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("text/plain", "application/json; charset=utf-16", "multipart/form-data", "x"),
  },
);

/** Calls by whoever holds one of these tokens, or none. */
export const hostileCall = (tokens: readonly string[]): fc.Arbitrary<HostileCall> =>
  fc
    .record({
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constant("POST") },
        { weight: 1, arbitrary: fc.constantFrom("GET", "PUT", "DELETE", "OPTIONS") },
      ),
      authorization: fc.option(
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...tokens).map((token) => `Bearer ${token}`) },
          { weight: 1, arbitrary: fc.base64String({ maxLength: 200 }).map((token) => `Bearer ${token}`) },
          { weight: 1, arbitrary: fc.constantFrom("Bearer", "Basic YTpi", "Bearer a.b.c", "Bearer owner") },
        ),
        { freq: 8, nil: undefined },
      ),
      contentType,
      body,
    })
    .map(({ method, authorization, ...given }) => ({
      method,
      headers: {
        "content-type": given.contentType,
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: method === "GET" ? undefined : given.body,
    }));

/** Deeper than any error is nested; a limit for the walk. */
const MAX_DEPTH = 12;

/** Where a secret can be found in what was thrown, down every property and cause; undefined where there is none. */
export const leakOf = (thrown: unknown, secrets: readonly string[]): string | undefined => {
  const seen = new Set<unknown>();
  const search = (value: unknown, path: string, depth: number): string | undefined => {
    if (typeof value === "string") return secrets.some((secret) => value.includes(secret)) ? path : undefined;
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
    if (seen.has(value) || depth > MAX_DEPTH) return undefined;
    seen.add(value);
    // Headers, forms and maps keep what they hold out of their properties.
    for (const entry of entriesOf(value)) {
      const found = search(entry, `${path}[…]`, depth + 1);
      if (found !== undefined) return found;
    }
    for (const key of Reflect.ownKeys(value)) {
      const found = search(Reflect.get(value, key), `${path}.${String(key)}`, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(thrown, "failure", 0);
};

const entriesOf = (value: object): readonly unknown[] =>
  !Array.isArray(value) && Symbol.iterator in value && typeof value[Symbol.iterator] === "function"
    ? [...(value as Iterable<unknown>)]
    : [];

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Fields whose value the server chooses: they must be the same thing throughout, not the same number. */
const chosen = new Set([
  "sheetId",
  "namedRangeId",
  "protectedRangeId",
  "tableId",
  "bandedRangeId",
  "bandedRangeReference",
]);
const times = new Set(["createdTime", "modifiedTime"]);
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Which id of the emulator stands for which recorded one, learnt from the replies as a conversation goes on. */
export class IdMap {
  readonly #actual = new Map<string, unknown>();

  learn(recorded: unknown, actual: unknown): void {
    this.#actual.set(String(recorded), actual);
  }

  /** A text of a request, a path say, with the emulator's spreadsheet ids. */
  inText(text: string): string {
    return text.replace(/(SPREADSHEET_ID|PROJECT_NUMBER)_\d+/g, (id) => String(this.#actual.get(id) ?? id));
  }

  /** A body of a request with the emulator's ids. */
  inBody(body: unknown, name = ""): unknown {
    if (Array.isArray(body)) return body.map((element) => this.inBody(element, name));
    if (isObject(body)) {
      const entries = Object.entries(body).map(([key, value]) => [key, this.inBody(value, key)]);
      return Object.fromEntries(entries);
    }
    if (typeof body === "string") return this.#actual.get(body) ?? this.inText(body);
    const isId = chosen.has(name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
    return isId ? (this.#actual.get(String(body)) ?? body) : body;
  }

  /** What is different between a recorded reply and the emulator's, as sentences; ids are learnt on the way. */
  differences(recorded: unknown, actual: unknown, path = "body", name = ""): string[] {
    if (Array.isArray(recorded) && Array.isArray(actual)) {
      const length = Math.max(recorded.length, actual.length);
      return Array.from({ length }, (_, index) => index).flatMap((index) =>
        this.differences(recorded[index], actual[index], `${path}[${index}]`, name),
      );
    }
    if (isObject(recorded) && isObject(actual)) {
      const keys = [...new Set([...Object.keys(recorded), ...Object.keys(actual)])];
      return keys.flatMap((key) => this.differences(recorded[key], actual[key], `${path}.${key}`, key));
    }
    return this.#isSame(recorded, actual, name)
      ? []
      : [`${path}: recorded ${JSON.stringify(recorded)}, got ${JSON.stringify(actual)}`];
  }

  #isSame(recorded: unknown, actual: unknown, name: string): boolean {
    if (recorded === actual) return true;
    if (times.has(name)) return rfc3339.test(String(recorded)) && rfc3339.test(String(actual));
    if (typeof recorded === "string" && /(SPREADSHEET_ID|PROJECT_NUMBER)_\d+/.test(recorded)) {
      if (recorded.startsWith("SPREADSHEET_ID_") && !this.#actual.has(recorded)) this.learn(recorded, actual);
      return this.inText(recorded) === actual;
    }
    if (!chosen.has(name) || typeof recorded !== typeof actual) return false;
    const known = this.#actual.get(String(recorded));
    if (known !== undefined) return String(known) === String(actual);
    this.learn(recorded, actual);
    return true;
  }
}

import { invalidValue, notEmulatedByDrive } from "./drive-error.ts";
import { fieldTerm, isSharedWith, memberTerm, type Search } from "./search-terms.ts";
import { type SearchToken, searchTokens } from "./search-tokens.ts";

const deepest = 20;

/** Reads the query of one search, token by token. */
class SearchParser {
  readonly #tokens: readonly SearchToken[];
  readonly #email: string;
  #next = 0;

  constructor(tokens: readonly SearchToken[], email: string) {
    this.#tokens = tokens;
    this.#email = email;
  }

  parse(): Search {
    const search = this.#either(0);
    if (this.#next < this.#tokens.length) throw invalidValue("q");
    return search;
  }

  #take(): SearchToken {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw invalidValue("q");
    this.#next += 1;
    return token;
  }

  #takeIf(text: string): boolean {
    const token = this.#tokens[this.#next];
    if (token === undefined || token.kind === "text" || token.text !== text) return false;
    this.#next += 1;
    return true;
  }

  #either(depth: number): Search {
    const parts = [this.#both(depth)];
    while (this.#takeIf("or")) parts.push(this.#both(depth));
    return (file) => parts.some((part) => part(file));
  }

  #both(depth: number): Search {
    const parts = [this.#term(depth)];
    while (this.#takeIf("and")) parts.push(this.#term(depth));
    return (file) => parts.every((part) => part(file));
  }

  #term(depth: number): Search {
    if (depth > deepest) throw invalidValue("q");
    if (this.#takeIf("not")) {
      const term = this.#term(depth + 1);
      return (file) => !term(file);
    }
    if (this.#takeIf("(")) {
      const search = this.#either(depth + 1);
      if (!this.#takeIf(")")) throw invalidValue("q");
      return search;
    }
    return this.#comparison();
  }

  #comparison(): Search {
    const first = this.#take();
    if (first.kind === "text") {
      if (!this.#takeIf("in")) throw invalidValue("q");
      return memberTerm(first.text, this.#take().text, this.#email);
    }
    if (first.kind === "sign") throw invalidValue("q");
    const operator = this.#tokens[this.#next];
    const isAlone = operator === undefined || ["and", "or", ")"].includes(operator.text);
    if (first.text === "sharedWithMe" && isAlone) return (file) => isSharedWith(file, this.#email);
    const { text } = this.#take();
    if (text === "has") throw notEmulatedByDrive(`The search term ${first.text}`);
    return fieldTerm(first.text, text, this.#take(), this.#email);
  }
}

/**
 * Reads the parameter `q` of `files.list`.
 *
 * @throws DriveError 400 for what Google would not read, 501 for what only the emulator does not
 */
export function parseSearch(query: string, email: string): Search {
  const tokens = searchTokens(query);
  return tokens.length === 0 ? () => true : new SearchParser(tokens, email).parse();
}

/** What a format found in a text; a part that the format does not have is undefined. */
export interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
}

type Token = { readonly part: keyof DateParts | "half"; readonly digits: string };

/** The usual letters of Unicode's date formats, without those that would need a language. */
const TOKENS: Readonly<Record<string, Token>> = {
  yyyy: { part: "year", digits: "\\d{4}" },
  MM: { part: "month", digits: "\\d{2}" },
  M: { part: "month", digits: "\\d{1,2}" },
  dd: { part: "day", digits: "\\d{2}" },
  d: { part: "day", digits: "\\d{1,2}" },
  HH: { part: "hour", digits: "\\d{2}" },
  H: { part: "hour", digits: "\\d{1,2}" },
  hh: { part: "hour", digits: "\\d{2}" },
  h: { part: "hour", digits: "\\d{1,2}" },
  mm: { part: "minute", digits: "\\d{2}" },
  ss: { part: "second", digits: "\\d{2}" },
  a: { part: "half", digits: "[AaPp][Mm]" },
};

const PIECES = /'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+/g;

/** Parses texts of one format; undefined where a text has another form. Ranges are checked by whoever builds a time. */
export type DateFormat = (text: string) => DateParts | undefined;

/** Compiles a format such as `dd.MM.yyyy HH:mm` or `h:mm a`; gives the unknown letters instead where there are any. */
export const dateFormat = (
  format: string,
): { readonly parse: DateFormat } | { readonly unknown: string; readonly known: readonly string[] } => {
  const parts: Token["part"][] = [];
  let pattern = "";
  for (const [piece, literal] of format.matchAll(PIECES)) {
    const token = Object.hasOwn(TOKENS, piece) ? TOKENS[piece] : undefined;
    if (token !== undefined) {
      parts.push(token.part);
      pattern += `(${token.digits})`;
    } else if (literal === undefined && /[A-Za-z]/.test(piece))
      return { unknown: piece, known: Object.keys(TOKENS) };
    else pattern += literally(literal ?? piece);
  }
  const expression = new RegExp(`^${pattern}$`, "u");
  return {
    parse: (text) => {
      const match = expression.exec(text);
      return match === null ? undefined : collect(parts, match.slice(1));
    },
  };
};

const collect = (parts: readonly Token["part"][], texts: readonly string[]): DateParts | undefined => {
  const found: { -readonly [Part in keyof DateParts]: number } = {};
  let half: string | undefined;
  for (const [index, part] of parts.entries()) {
    const text = texts[index] ?? "";
    if (part === "half") half = text.toLowerCase();
    else found[part] = Number(text);
  }
  if (half !== undefined && found.hour !== undefined) {
    if (found.hour < 1 || found.hour > 12) return undefined;
    found.hour = (found.hour % 12) + (half === "pm" ? 12 : 0);
  }
  return found;
};

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

import { parseCells, splitRange } from "../ranges/a1.ts";
import type { GridRange } from "../ranges/grid-range.ts";
import { asNumber, asText, FormulaError, type FormulaValue } from "./formula-value.ts";
import { callFunction, compare, type FormulaWorld } from "./functions.ts";
import { referencePattern } from "./reference-pattern.ts";

/** What formulas read: cells of this or another tab, as they come out after evaluation. */
export interface FormulaScope extends FormulaWorld {
  /** The values of a range in rows; an error for a tab that does not exist. `title` undefined is the formula's own tab. */
  range(title: string | undefined, range: GridRange): FormulaValue;
  /** The range of a named range, undefined for an unknown name. */
  named(name: string): FormulaValue | undefined;
}

const lexemes = new RegExp(
  String.raw`\s*(?:("(?:[^"]|"")*")|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([\p{L}_][\p{L}\p{N}_.]*)(?=\s*\()|(${referencePattern})(?![\p{L}\p{N}_(])|([\p{L}_][\p{L}\p{N}_.]*)|(<>|<=|>=|[-+*/^&=<>%(),;:]))`,
  "uy",
);

interface Token {
  readonly kind: "text" | "number" | "function" | "reference" | "name" | "symbol";
  readonly text: string;
}

const kinds = ["text", "number", "function", "reference", "name", "symbol"] as const;

/** The lexemes of a formula; undefined when some character is none. */
function tokensOf(formula: string): Token[] | undefined {
  const tokens: Token[] = [];
  const source = formula.trimEnd();
  for (lexemes.lastIndex = 0; lexemes.lastIndex < source.length; ) {
    const match = lexemes.exec(source);
    if (match === null) return undefined;
    const group = match.slice(1).findIndex((part) => part !== undefined);
    tokens.push({ kind: kinds[group] ?? "symbol", text: match[group + 1] ?? "" });
  }
  return tokens;
}

class SyntaxMistake extends Error {}

const powers: Readonly<Record<string, number>> = {
  "=": 1,
  "<>": 1,
  "<": 1,
  ">": 1,
  "<=": 1,
  ">=": 1,
  "&": 2,
  "+": 3,
  "-": 3,
  "*": 4,
  "/": 4,
  "^": 5,
};

function arithmetic(operator: string, left: FormulaValue, right: FormulaValue): FormulaValue {
  const one = asNumber(left);
  if (one instanceof FormulaError) return one;
  const other = asNumber(right);
  if (other instanceof FormulaError) return other;
  if (operator === "+") return one + other;
  if (operator === "-") return one - other;
  if (operator === "*") return one * other;
  if (operator === "^") return one ** other;
  if (other !== 0) return one / other;
  return new FormulaError("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.");
}

function operate(operator: string, left: FormulaValue, right: FormulaValue): FormulaValue {
  if (powers[operator] === 1) return compare(operator, left, right);
  if (operator !== "&") return arithmetic(operator, left, right);
  const one = asText(left);
  const other = asText(right);
  if (one instanceof FormulaError) return one;
  return other instanceof FormulaError ? other : one + other;
}

/** A parser that evaluates as it goes: the emulated formulas have no need of a tree. */
class Evaluation {
  readonly #tokens: readonly Token[];
  readonly #scope: FormulaScope;
  #at = 0;

  constructor(tokens: readonly Token[], scope: FormulaScope) {
    this.#tokens = tokens;
    this.#scope = scope;
  }

  run(): FormulaValue {
    const value = this.#expression(0);
    if (this.#at < this.#tokens.length) throw new SyntaxMistake();
    return value;
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new SyntaxMistake();
    this.#at += 1;
    return token;
  }

  #isSymbol(...texts: string[]): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === "symbol" && texts.includes(token.text);
  }

  #expression(minimum: number): FormulaValue {
    let left = this.#operand();
    for (;;) {
      const token = this.#tokens[this.#at];
      const power = token?.kind === "symbol" ? powers[token.text] : undefined;
      if (token === undefined || power === undefined || power <= minimum) return left;
      this.#at += 1;
      left = operate(token.text, left, this.#expression(power));
    }
  }

  #operand(): FormulaValue {
    if (this.#isSymbol("+", "-")) {
      const sign = this.#next().text;
      // Unary minus binds tighter than a power: =-2^2 is 4 in Sheets.
      const value = arithmetic("*", sign === "-" ? -1 : 1, this.#operand());
      return value;
    }
    let value = this.#primary();
    while (this.#isSymbol("%")) {
      this.#at += 1;
      value = arithmetic("/", value, 100);
    }
    return value;
  }

  #primary(): FormulaValue {
    const token = this.#next();
    if (token.kind === "text") return token.text.slice(1, -1).replaceAll('""', '"');
    if (token.kind === "number") return Number(token.text);
    if (token.kind === "function") return callFunction(token.text, this.#arguments(), this.#scope);
    if (token.kind === "reference") return this.#reference(token.text);
    if (token.kind === "name") return this.#name(token.text);
    if (token.text !== "(") throw new SyntaxMistake();
    const value = this.#expression(0);
    if (this.#next().text !== ")") throw new SyntaxMistake();
    return value;
  }

  #arguments(): FormulaValue[] {
    const args: FormulaValue[] = [];
    if (this.#next().text !== "(") throw new SyntaxMistake();
    while (!this.#isSymbol(")")) {
      args.push(this.#expression(0));
      if (this.#isSymbol(",", ";")) this.#at += 1;
      else if (!this.#isSymbol(")")) throw new SyntaxMistake();
    }
    this.#at += 1;
    return args;
  }

  #reference(text: string): FormulaValue {
    const { title, cells } = text.includes("!") ? splitRange(text) : { title: undefined, cells: text };
    const range = parseCells((cells ?? "").replaceAll("$", ""));
    if (range === undefined) throw new SyntaxMistake();
    return this.#scope.range(title, range);
  }

  #name(text: string): FormulaValue {
    if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
    return (
      this.#scope.named(text) ?? new FormulaError("NAME", `Unknown range name: '${text.toUpperCase()}'.`)
    );
  }
}

/** What a formula, its leading `=` included, comes to. A text that is no formula comes to `#ERROR!`. */
export function evaluateFormula(formula: string, scope: FormulaScope): FormulaValue {
  const mistake = new FormulaError("ERROR", "Formula parse error.");
  const tokens = tokensOf(formula.slice(1));
  if (tokens === undefined) return mistake;
  try {
    return new Evaluation(tokens, scope).run();
  } catch (error) {
    if (error instanceof SyntaxMistake) return mistake;
    throw error;
  }
}

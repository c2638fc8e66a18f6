import { asNumber, asText, FormulaError, type FormulaValue, single } from "./formula-value.ts";

/** What a function may know beyond its arguments. */
export interface FormulaWorld {
  /** The serial of this moment in the spreadsheet's zone. */
  readonly nowSerial: number;
}

type FormulaFunction = (args: readonly FormulaValue[], world: FormulaWorld) => FormulaValue;

const flatten = (args: readonly FormulaValue[]): FormulaValue[] =>
  args.flatMap((value) => (Array.isArray(value) ? flatten(value) : [value]));

const firstError = (values: readonly FormulaValue[]): FormulaError | undefined =>
  values.find((value) => value instanceof FormulaError);

/** Aggregates look at the numbers and pass over texts and empty cells; an error among the values is the result. */
const aggregate =
  (compute: (numbers: number[]) => FormulaValue): FormulaFunction =>
  (args) => {
    const values = flatten(args);
    return firstError(values) ?? compute(values.filter((value) => typeof value === "number"));
  };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const functions: Readonly<Record<string, FormulaFunction>> = {
  SUM: aggregate(sum),
  COUNT: aggregate((numbers) => numbers.length),
  COUNTA: (args) => flatten(args).filter((value) => value !== undefined).length,
  MIN: aggregate((numbers) => (numbers.length === 0 ? 0 : Math.min(...numbers))),
  MAX: aggregate((numbers) => (numbers.length === 0 ? 0 : Math.max(...numbers))),
  AVERAGE: aggregate((numbers) =>
    numbers.length === 0
      ? new FormulaError("DIVIDE_BY_ZERO", "Evaluation of function AVERAGE caused a divide by zero error.")
      : sum(numbers) / numbers.length,
  ),
  IF: ([condition, yes = true, no = false]) => {
    const truth = asNumber(condition);
    if (truth instanceof FormulaError) return truth;
    return truth === 0 ? no : yes;
  },
  ROUND: ([value, places]) => {
    const number = asNumber(value);
    const digits = asNumber(places);
    if (number instanceof FormulaError) return number;
    if (digits instanceof FormulaError) return digits;
    const factor = 10 ** Math.trunc(digits);
    return (Math.sign(number) * Math.round(Math.abs(number) * factor)) / factor;
  },
  CONCATENATE: (args) => {
    const texts = flatten(args).map(asText);
    return firstError(texts) ?? texts.join("");
  },
  LEN: ([value]) => {
    const text = asText(value);
    return text instanceof FormulaError ? text : text.length;
  },
  NOW: (_args, world) => world.nowSerial,
  TODAY: (_args, world) => Math.floor(world.nowSerial),
  TRUE: () => true,
  FALSE: () => false,
};

/** Calls a function by its name in any case; one that is not emulated comes to `#NAME?`, as an unknown one does. */
export function callFunction(name: string, args: readonly FormulaValue[], world: FormulaWorld): FormulaValue {
  const known = functions[name.toUpperCase()];
  if (known === undefined) {
    return new FormulaError(
      "NAME",
      `Unknown function: '${name}'. (The emulator knows ${Object.keys(functions).join(", ")}.)`,
    );
  }
  return known(args, world);
}

/** `=`, `<`, … : numbers before texts before booleans, texts without regard to case. */
export function compare(operator: string, left: FormulaValue, right: FormulaValue): FormulaValue {
  const [one, other] = [single(left), single(right)];
  if (one instanceof FormulaError) return one;
  if (other instanceof FormulaError) return other;
  const rank = (value: unknown): number =>
    typeof value === "boolean" ? 2 : typeof value === "string" ? 1 : 0;
  const fold = (value: unknown): string | number =>
    typeof value === "string" ? value.toLowerCase() : Number(value ?? 0);
  const order = rank(one) - rank(other) || (fold(one) < fold(other) ? -1 : fold(one) > fold(other) ? 1 : 0);
  if (operator === "=") return order === 0;
  if (operator === "<>") return order !== 0;
  if (operator === "<") return order < 0;
  if (operator === ">") return order > 0;
  return operator === "<=" ? order <= 0 : order >= 0;
}

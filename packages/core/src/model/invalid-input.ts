/** Input that cannot be used. Says which field, what stood there and what is wanted, so that a person can mend it. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly field: string;
  readonly value: unknown;
  readonly wanted: string;

  constructor(field: string, value: unknown, wanted: string) {
    super(`${field}: ${excerpt(value)} is not ${wanted}`);
    this.field = field;
    this.value = value;
    this.wanted = wanted;
  }
}

/** A cell of 60,000 characters must not flood a terminal or a log. */
const EXCERPT_LENGTH = 60;

const excerpt = (value: unknown): string => {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  if (text.length <= EXCERPT_LENGTH) return text;
  const { length } = typeof value === "string" ? value : text;
  return `${text.slice(0, EXCERPT_LENGTH)}… (${length} characters)`;
};

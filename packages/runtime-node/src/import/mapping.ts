import { z } from "zod";

/**
 * How a file's columns become attendance records. The words are those of the mapping file that people write,
 * so every name here is part of the product's surface; `examples/mappings` shows it at work.
 */

const regularExpression = z.string().transform((text, context) => {
  try {
    return new RegExp(text, "u");
  } catch (cause) {
    context.addIssue(`a regular expression; ${cause instanceof Error ? cause.message : String(cause)}`);
    return z.NEVER;
  }
});

const columnName = z.string("the name of a column").min(1, "the name of a column");

/** A condition on one cell. */
const condition = z.strictObject({
  column: columnName,
  /** The cell is one of these. */
  is: z.array(z.string("a text"), "a list of texts").min(1, "at least one text"),
});

const valueShape = {
  /** The cell of this column. */
  column: columnName.optional(),
  /** Columns in braces, text as it is: `{FirstName} {LastName}`. */
  template: z.string("a text with columns in braces").optional(),
  /** The same for every row. */
  text: z.string("a text").optional(),
  /** Takes the part that the group `value` matches; a cell that does not match is a problem of its row. */
  pattern: regularExpression
    .refine(({ source }) => source.includes("(?<value>"), "a regular expression with a group (?<value>…)")
    .optional(),
  /** What stands in the file and what it means; anything else is a problem of its row. */
  values: z.record(z.string(), z.string("a text"), "an object of text to text").optional(),
  /** Stands in for an empty cell. */
  whenEmpty: z.string("a text").optional(),
};

const oneOrigin = (value: {
  readonly column?: unknown;
  readonly template?: unknown;
  readonly text?: unknown;
}): boolean =>
  [value.column, value.template, value.text].filter((origin) => origin !== undefined).length === 1;
const ONE_ORIGIN = "a column's name, or an object with exactly one of column, template and text";

/** A bare text is the name of a column. */
const orColumn = (value: unknown): unknown => (typeof value === "string" ? { column: value } : value);

const valueSource = z.preprocess(
  orColumn,
  z.strictObject(valueShape, ONE_ORIGIN).refine(oneOrigin, ONE_ORIGIN),
);

const fieldSource = z.preprocess(
  orColumn,
  z
    .strictObject(
      { ...valueShape, type: z.enum(["text", "number", "boolean"], "text, number or boolean").optional() },
      ONE_ORIGIN,
    )
    .refine(oneOrigin, ONE_ORIGIN),
);

const times = z
  .strictObject({
    checkIn: valueSource.optional(),
    checkOut: valueSource.optional(),
    /** Both times in one column. The first pattern that matches counts; its groups are `checkIn` and `checkOut`. */
    range: z
      .strictObject({
        column: columnName,
        patterns: z.array(regularExpression, "a list of regular expressions").min(1, "at least one pattern"),
      })
      .optional(),
    /** Such as `dd.MM.yyyy HH:mm` or `h:mm a`; without it ISO 8601, or a time of the record's day such as `08:30`. */
    format: z.string("a format such as HH:mm").optional(),
    /** Only rows that meet this have times: nobody checked in where somebody was absent. */
    when: condition.optional(),
    /** Lets a check-out before the check-in belong to the next day. */
    overnight: z.boolean("true or false").default(false),
    /** A wall-clock time that the spring change skips. */
    skippedHour: z.enum(["refuse", "later"], "refuse or later").default("refuse"),
    /** A wall-clock time that the autumn change repeats. */
    repeatedHour: z.enum(["earlier", "later", "refuse"], "earlier, later or refuse").default("earlier"),
  })
  .refine(
    ({ range, checkIn, checkOut }) =>
      (range === undefined) !== (checkIn === undefined && checkOut === undefined),
    "either range, or checkIn and checkOut",
  );

const skip = condition.extend({
  /** Said in the summary, so that nothing vanishes unexplained. */
  because: z.string("a reason").min(1, "a reason"),
});

const wide = z.strictObject({
  /** Which columns are sessions: one record for each of them and each row. */
  columns: regularExpression,
  /** Names two new columns that the rest of the mapping uses: the session column's header, and its cell. */
  headerAs: columnName.default("session"),
  cellAs: columnName.default("attendance"),
  /** An empty cell says nothing about anybody, unless told otherwise. */
  emptyCells: z.enum(["skip", "keep"], "skip or keep").default("skip"),
});

const approval = z
  .strictObject({
    /** `pending`, `approved` or `rejected`; only approved records are exported. Without it all are approved. */
    status: valueSource.optional(),
    at: valueSource.optional(),
    by: valueSource.optional(),
    /** Of `at`; without it ISO 8601. */
    format: z.string("a format such as yyyy-MM-dd HH:mm").optional(),
  })
  .refine(({ at, by }) => (at === undefined) === (by === undefined), "both at and by, or neither");

export const mappingSchema = z.strictObject({
  /** For people: where the file comes from and how its oddities are treated. */
  about: z.union([z.string(), z.array(z.string())]).optional(),
  file: z
    .strictObject({
      delimiter: z.enum([",", ";", "\t", "|"], 'one of "," ";" "\\t" "|"').optional(),
      linesBeforeHeader: z.int("a whole number").min(0, "a whole number from 0").optional(),
    })
    .default({}),
  timeZone: z.string("an IANA name such as America/Toronto").optional(),
  skip: z.array(skip, "a list").default([]),
  wide: wide.optional(),
  id: valueSource,
  member: z.strictObject({ id: valueSource, name: valueSource.optional() }, "an object with id and name"),
  session: z.strictObject({ id: valueSource.optional(), name: valueSource }, "an object with name"),
  date: z.preprocess(
    orColumn,
    z
      .strictObject({ ...valueShape, format: z.string("a format such as dd.MM.yyyy").optional() }, ONE_ORIGIN)
      .refine(oneOrigin, ONE_ORIGIN),
  ),
  times: times.optional(),
  approval: approval.default({}),
  fields: z.record(z.string(), fieldSource, "an object of field names").default({}),
});

export type Mapping = z.output<typeof mappingSchema>;
/** As it is written. */
export type MappingInput = z.input<typeof mappingSchema>;
export type ValueSource = z.output<typeof valueSource>;
export type FieldSource = z.output<typeof fieldSource>;
export type Condition = z.output<typeof condition>;
export type TimesMapping = z.output<typeof times>;

import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { systemErrorCode, UserError } from "../user-error.ts";
import { type Mapping, mappingSchema } from "./mapping.ts";

const ADVICE = "Mend the mapping file; examples/mappings holds two that work.";
/** More would scroll the first, and so the likely cause of the others, out of sight. */
const MAX_ISSUES = 5;

/** Reads and checks a mapping file. Each complaint names the place in the file, what stands there and what is wanted. */
export const readMapping = async (file: string): Promise<Mapping> => {
  const value = parseJson(file, await readText(file));
  const result = mappingSchema.safeParse(value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const lines = issues.slice(0, MAX_ISSUES).map((issue) => `${file}: ${describe(issue, value)}`);
  if (issues.length > MAX_ISSUES) lines.push(`${file}: and ${issues.length - MAX_ISSUES} more`);
  throw new UserError(lines.join("\n"), ADVICE);
};

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (systemErrorCode(cause) === undefined) throw cause;
    throw new UserError(
      `The mapping file ${file} cannot be read.`,
      "Check the path and your right to read it.",
      cause,
    );
  }
};

const parseJson = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new UserError(`${file} is not JSON: ${cause.message}`, ADVICE, cause);
  }
};

const describe = (issue: z.core.$ZodIssue, whole: unknown): string => {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => `${[...path, key].join(".")}: there is no such setting`).join("; ");
  const value = issue.path.reduce<unknown>(valueAt, whole);
  if (value === undefined) return `${path.join(".")}: is missing; wanted is ${issue.message}`;
  return `${path.join(".")}: ${JSON.stringify(value)} is not ${issue.message}`;
};

const valueAt = (value: unknown, key: PropertyKey): unknown =>
  typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;

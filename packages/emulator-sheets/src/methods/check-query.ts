import { enumNamed, snakeCase } from "../schema/message-table.ts";
import { badRequest, type FieldViolation } from "../server/api-error.ts";

/** The parameters that every Google API takes. */
const systemParameters = new Set([
  "$.xgafv",
  "access_token",
  "alt",
  "callback",
  "fields",
  "key",
  "oauth_token",
  "prettyPrint",
  "quotaUser",
  "uploadType",
  "upload_protocol",
]);

function violation(name: string, type: string, value: string): FieldViolation {
  const field = snakeCase(name);
  return { field, description: `Invalid value at '${field}' (${type}), ${JSON.stringify(value)}` };
}

function readParameter(name: string, type: string, value: string): unknown | FieldViolation {
  if (type === "string") return value;
  if (type === "bool") {
    // Python clients send `False`, and it is recorded that Google takes it.
    if (/^(true|1)$/i.test(value)) return true;
    return /^(false|0)$/i.test(value) ? false : violation(name, "TYPE_BOOL", value);
  }
  const enumName = type.slice(1);
  if (enumNamed(enumName).has(value)) return value;
  return violation(name, `type.googleapis.com/google.apps.sheets.v4.${enumName}`, value);
}

const isViolation = (value: unknown): value is FieldViolation =>
  typeof value === "object" && value !== null && "description" in value;

/**
 * Reads a method's query parameters.
 *
 * @throws ApiError for a parameter that the method does not have, or a value of the wrong type
 */
export function checkQuery(
  query: URLSearchParams,
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  const violations: FieldViolation[] = [];
  for (const name of new Set(query.keys())) {
    if (systemParameters.has(name)) continue;
    const type = known[name];
    if (type === undefined) {
      const reason = `Cannot bind query parameter. Field '${name}' could not be found in request message.`;
      violations.push({ description: `Invalid JSON payload received. Unknown name "${name}": ${reason}` });
      continue;
    }
    const isList = type.endsWith("[]");
    const read = query
      .getAll(name)
      .map((value) => readParameter(name, isList ? type.slice(0, -2) : type, value));
    violations.push(...read.filter(isViolation));
    values[name] = isList ? read : read.at(-1);
  }
  if (violations.length > 0) throw badRequest(violations);
  return values;
}

import type { FieldViolation } from "../server/api-error.ts";
import { camelCase, type Field, type FieldType, messageNamed, snakeCase } from "./message-table.ts";

/** What the front end has to say about a body: violations refuse it; `unemulated` are paths the emulator does not follow. */
export interface Findings {
  readonly violations: FieldViolation[];
  readonly unemulated: string[];
}

type Json = Record<string, unknown>;

const at = (path: string): string => (path === "" ? "" : ` at '${path}'`);
const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Fields of which a message has at most one. */
const oneofs: ReadonlyMap<string, { readonly name: string; readonly fields: readonly string[] | "all" }> =
  new Map([
    ["Request", { name: "kind", fields: "all" }],
    ["ExtendedValue", { name: "value", fields: "all" }],
    ["DataFilter", { name: "filter", fields: "all" }],
    ["DeveloperMetadataLocation", { name: "location", fields: ["spreadsheet", "sheetId", "dimensionRange"] }],
    ["ColorStyle", { name: "kind", fields: "all" }],
    ["UpdateCellsRequest", { name: "area", fields: ["start", "range"] }],
  ]);

/** Fields that Google keeps in a wrapper message, which shows in the paths of its violations (reported live). */
const wrapped = new Set(["startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"]);

const typeNames: Readonly<Record<string, string>> = {
  string: "TYPE_STRING",
  int32: "TYPE_INT32",
  double: "TYPE_DOUBLE",
  bool: "TYPE_BOOL",
  mask: "type.googleapis.com/google.protobuf.FieldMask",
};

const sheetsType = (name: string): string => `type.googleapis.com/google.apps.sheets.v4.${name}`;

function shown(value: unknown): string {
  return isObject(value) || Array.isArray(value)
    ? "Starting an object on a scalar field"
    : JSON.stringify(value);
}

function wrongValue(path: string, type: string, value: unknown): FieldViolation {
  const field = path === "" ? {} : { field: path };
  return { ...field, description: `Invalid value${at(path)} (${type}), ${shown(value)}` };
}

function unknownName(path: string, name: string, reason: string): FieldViolation {
  const description = `Invalid JSON payload received. Unknown name ${JSON.stringify(name)}${at(path)}: ${reason}`;
  return path === "" ? { description } : { field: path, description };
}

/** Proto3 JSON takes `"42"` for 42 and `42` for `"42"`-shaped integers; undefined means "does not fit". */
function scalarOf(type: string, value: unknown): unknown {
  if (type === "any") return value;
  if (type === "bool") {
    if (typeof value === "boolean") return value;
    return value === "true" ? true : value === "false" ? false : undefined;
  }
  if (type === "string" || type === "mask") return typeof value === "string" ? value : undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || Number.isNaN(number)) return undefined;
  if (type === "double") return number;
  return Number.isInteger(number) && Math.abs(number) <= 2 ** 31 ? number : undefined;
}

function checkValue(type: FieldType, value: unknown, path: string, findings: Findings): unknown {
  if (type.kind === "message") {
    if (isObject(value)) return checkFields(type.name, value, path, findings);
    findings.violations.push(wrongValue(path, sheetsType(type.name), value));
    return undefined;
  }
  if (type.kind === "scalar") {
    const scalar = scalarOf(type.scalar, value);
    if (scalar === undefined) findings.violations.push(wrongValue(path, typeNames[type.scalar] ?? "", value));
    return scalar;
  }
  if (type.kind === "enum") {
    if (typeof value === "string" && type.values.has(value)) return value;
    findings.violations.push(wrongValue(path, sheetsType(type.name), value));
    return undefined;
  }
  if (type.kind === "list") {
    if (Array.isArray(value)) return value;
    findings.violations.push(wrongValue(path, "type.googleapis.com/google.protobuf.ListValue", value));
    return undefined;
  }
  findings.unemulated.push(path);
  return undefined;
}

/** Google's parser takes a single element for a list of one, and flattens lists of lists of messages. */
function checkRepeated(field: Field, value: unknown, path: string, findings: Findings): unknown[] {
  if (!Array.isArray(value)) return [checkValue(field.type, value, path, findings)];
  const nested = field.type.kind === "message" && value.some((element) => Array.isArray(element));
  const elements: unknown[] = nested ? value.flat() : value;
  let changed = nested;
  const checked = elements.map((element, index) => {
    const result = checkValue(field.type, element, `${path}[${index}]`, findings);
    changed ||= result !== element;
    return result;
  });
  return changed ? checked : elements;
}

function checkField(field: Field, value: unknown, path: string, findings: Findings): unknown {
  if (field.shape === "repeated") return checkRepeated(field, value, path, findings);
  if (Array.isArray(value) && field.type.kind !== "opaque") {
    const reason = "Proto field is not repeating, cannot start list.";
    const owner = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "";
    findings.violations.push(unknownName(owner, field.name, reason));
    return undefined;
  }
  if (field.shape === "single" || !isObject(value)) return checkValue(field.type, value, path, findings);
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => {
      const below = `${path}[${JSON.stringify(key)}].value`;
      return [key, checkValue(field.type, element, below, findings)];
    }),
  );
}

function checkOneof(name: string, value: Json, path: string, findings: Findings): void {
  const group = oneofs.get(name);
  if (group === undefined) return;
  const set = Object.keys(value).filter((field) => group.fields === "all" || group.fields.includes(field));
  for (const field of set.slice(1)) {
    const description = `Invalid value${at(path)} (oneof), oneof field '${group.name}' is already set. Cannot set '${field}'`;
    findings.violations.push(path === "" ? { description } : { field: path, description });
  }
}

function checkFields(name: string, value: Json, path: string, findings: Findings): Json {
  const message = messageNamed(name);
  let copy: Json | undefined;
  for (const given in value) {
    const content = value[given];
    const field = message.get(given) ?? message.get(camelCase(given));
    if (field === undefined) {
      findings.violations.push(unknownName(path, given, "Cannot find field."));
      continue;
    }
    const below = `${join(path, snakeCase(field.name))}${wrapped.has(field.name) ? ".value" : ""}`;
    const checked = content === null ? undefined : checkField(field, content, below, findings);
    if (checked === content && field.name === given) continue;
    copy ??= { ...value };
    delete copy[given];
    if (checked !== undefined) copy[field.name] = checked;
  }
  const result = copy ?? value;
  checkOneof(name, result, path, findings);
  return result;
}

/**
 * Maps a JSON value onto a message as Google's front end does.
 *
 * Tolerates what Google tolerates (snake_case names, `null` for unset, one element for a list, nested lists) and gives back
 * the plain form; the same object when there is nothing to change, so that large bodies are not copied. `path` is what the
 * violations call the body: `data` where Google binds the body to a field of that name, else the empty string.
 */
export function checkMessage(
  name: string,
  value: unknown,
  path: string,
): { value: Json; findings: Findings } {
  const findings: Findings = { violations: [], unemulated: [] };
  const type: FieldType = { kind: "message", name };
  return { value: (checkValue(type, value, path, findings) ?? {}) as Json, findings };
}

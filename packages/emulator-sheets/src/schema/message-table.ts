import { enumLines, messageLines } from "./messages.ts";

/** What a field holds. `opaque` is known to Google and not followed by the emulator. */
export type FieldType =
  | { readonly kind: "scalar"; readonly scalar: "string" | "int32" | "double" | "bool" | "mask" | "any" }
  | { readonly kind: "enum"; readonly name: string; readonly values: ReadonlySet<string> }
  | { readonly kind: "message"; readonly name: string }
  | { readonly kind: "list" }
  | { readonly kind: "opaque" };

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly shape: "single" | "repeated" | "map";
}

/** The fields of one message by their camelCase names. */
export type Message = ReadonlyMap<string, Field>;

const scalars = new Set(["string", "int32", "double", "bool", "mask", "any"]);

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

const enumValues: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  linesOf(enumLines).map((line) => {
    const [name = "", ...values] = line.split(" ");
    return [name, new Set(values)];
  }),
);

function parseType(text: string): FieldType {
  if (scalars.has(text)) return { kind: "scalar", scalar: text } as FieldType;
  if (text === "list") return { kind: "list" };
  if (text === "opaque") return { kind: "opaque" };
  if (!text.startsWith("#")) return { kind: "message", name: text };
  const name = text.slice(1);
  return { kind: "enum", name, values: enumValues.get(name) ?? new Set() };
}

function parseField(text: string): Field {
  const [name = "", written = ""] = text.split(":");
  const shape = written.endsWith("[]") ? "repeated" : written.endsWith("{}") ? "map" : "single";
  return { name, shape, type: parseType(shape === "single" ? written : written.slice(0, -2)) };
}

const table: ReadonlyMap<string, Message> = new Map(
  linesOf(messageLines).map((line) => {
    const [name = "", ...fields] = line.split(" ");
    return [name, new Map(fields.map((text) => [text.slice(0, text.indexOf(":")), parseField(text)]))];
  }),
);

/** The fields of a message of the discovery document; asking for another name is a mistake in the emulator. */
export function messageNamed(name: string): Message {
  const message = table.get(name);
  if (message === undefined) throw new Error(`the message table has no ${name}`);
  return message;
}

/** The values of an enum of the discovery document. */
export function enumNamed(name: string): ReadonlySet<string> {
  const values = enumValues.get(name);
  if (values === undefined) throw new Error(`the message table has no enum ${name}`);
  return values;
}

/** `sheetId` → `sheet_id`: the name by which Google's front end speaks of a field. */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `sheet_id` → `sheetId`; a name without underscores is returned as it is. */
export const camelCase = (name: string): string =>
  name.includes("_") ? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : name;

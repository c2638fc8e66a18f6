import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { TestContext } from "vitest";

/** Part of a discovery document: what a value may be. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
}

const path = fileURLToPath(new URL("../../../../shared/sheets/discovery/fcm-v1.json", import.meta.url));

/** Google's own description of the API lies beside the project and is not part of it: a test without it is skipped, and says why. */
export const needsDiscovery = ({ skip }: TestContext): void =>
  skip(!existsSync(path), "it needs ../shared/sheets/discovery, which is missing");

const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** What in a `SendMessageRequest` Google's description does not know, as sentences. */
export const objections = (request: unknown): readonly string[] => {
  const { schemas } = JSON.parse(readFileSync(path, "utf8")) as {
    schemas: Readonly<Record<string, Schema>>;
  };
  const inValue = (schema: Schema | undefined, value: unknown, at: string): readonly string[] => {
    if (schema === undefined) return [`${at} is not known`];
    if (schema.$ref !== undefined) return inValue(schemas[schema.$ref], value, at);
    if (schema.type === "object") return inObject(schema, value, at);
    if (schema.type === "array")
      return Array.isArray(value)
        ? value.flatMap((item, index) => inValue(schema.items, item, `${at}[${index}]`))
        : [`${at} is no list`];
    if (schema.type === "any") return [];
    // Google's JSON takes the words of a list in any case; firebase-admin writes them small.
    if (schema.enum !== undefined && !schema.enum.includes(String(value).toUpperCase()))
      return [`${at} is none of ${schema.enum.join(", ")}`];
    return typeof value === (schema.type === "integer" ? "number" : schema.type)
      ? []
      : [`${at} is no ${schema.type}`];
  };
  const inObject = ({ properties, additionalProperties }: Schema, value: unknown, at: string) =>
    typeof value !== "object" || value === null
      ? [`${at} is no object`]
      : Object.entries(value).flatMap(([name, part]) =>
          // firebase-admin writes some names with underscores, which Google's JSON takes for the same.
          inValue(properties?.[camel(name)] ?? additionalProperties, part, `${at}.${name}`),
        );
  return inValue({ $ref: "SendMessageRequest" }, request, "request");
};

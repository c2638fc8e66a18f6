import { InvalidInput, type TenantId, tenantId } from "@attendance-export/core";
import type { z } from "@hono/zod-openapi";
import { unusable } from "./api-error.ts";

/** The first thing that is wrong with a request, as the core says such things. */
export const invalidInputOf = (error: z.ZodError, input: unknown): InvalidInput => {
  const [issue] = error.issues;
  if (issue === undefined)
    return new InvalidInput("request", input, "a request as the document describes it");
  const path = issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  const wanted = issue.code === "unrecognized_keys" ? "a field that there is" : wantedBy(issue.message);
  return new InvalidInput(path.map(String).join(".") || "request", valueAt(input, path), wanted);
};

/** The library's sentences begin with what is wrong; wanted is what comes after. */
const wantedBy = (message: string): string => {
  const [, type] = /^Invalid input: expected (\w+), received/.exec(message) ?? [];
  if (type !== undefined) return `of type ${type}`;
  return message
    .replace(/^Invalid option: expected /, "")
    .replace(/^Too \w+: expected \w+ /, "")
    .replace(/^Invalid input$/, "one of the documented forms");
};

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );

/** The tenant that a request names; 400 if no tenant can be called that. */
export const tenantNamed = (text: string): TenantId => {
  try {
    return tenantId(text);
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    throw unusable(new InvalidInput("tenant", cause.value, cause.wanted));
  }
};

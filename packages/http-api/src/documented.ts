import { z } from "@hono/zod-openapi";
import { errorSchema } from "./api-error.ts";

export const tenantField = z
  .string()
  .openapi({ description: "1 to 128 letters, digits, '_', '-' or '.'", example: "school-north" });

/** A JSON answer, as the document describes it. */
export const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { "application/json": { schema } },
});

const meanings = {
  400: "The request cannot be used; `field`, `value` and `wanted` say why.",
  401: "No token, or a wrong one.",
  403: "Not this caller: another organisation's, operators' alone, or a call from a page of another site.",
  404: "There is no such thing.",
  409: "Not as things are now: another run is at work, or a consent is needed first.",
  413: "The body is too large.",
  422: "Google does not let this account; `error` is the failure's code. Nothing was changed.",
  500: "A person must mend something, here or at Google.",
  503: "Nothing is wrong that time does not mend.",
} as const;

type Status = keyof typeof meanings;
interface ErrorResponse {
  readonly description: string;
  readonly content: { readonly "application/json": { readonly schema: typeof errorSchema } };
}

/** The answers that are not successes, all of one shape. */
export const errors = (...statuses: readonly Status[]): Record<number, ErrorResponse> =>
  Object.fromEntries(statuses.map((status) => [status, json(meanings[status], errorSchema)]));

import type { FailureCode } from "@attendance-export/core";

/** What Google sends back, before the client makes an error of it. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, and the failure that it means. */
export type Row = readonly [name: string, answer: Answer, code: FailureCode];

/** An error as the Sheets API tells it. */
export const api = (
  status: number,
  message: string,
  more: object = {},
  apiStatus = "INVALID_ARGUMENT",
): Answer => ({
  status,
  body: { error: { code: status, message, status: apiStatus, ...more } },
});

/** More of such an error: its reason, in `details`. */
export const reason = (text: string) => ({
  details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: text }],
});

/** More of such an error: its reason, in the list `errors` of older answers. */
export const legacy = (text: string) => ({ errors: [{ domain: "usageLimits", reason: text, message: "…" }] });

/** More of such an error: a field that the API does not know. */
export const violation = {
  details: [
    {
      "@type": "…BadRequest",
      fieldViolations: [{ field: "requests[0]", description: "Cannot find field." }],
    },
  ],
};

/** A page of HTML, as a front end or a proxy sends it. */
export const page = (status: number): Answer => ({
  status,
  body: `<!DOCTYPE html><html lang=en><title>Error ${status}!!1</title>`,
  headers: { "content-type": "text/html; charset=UTF-8" },
});

/** An error as the OAuth endpoints tell it. */
export const flat = (status: number, error: string, description = "…"): Answer => ({
  status,
  body: { error, error_description: description },
});

/** What the API says to a receipt's id that it has already. */
export const IN_USE =
  "Invalid requests[0].createDeveloperMetadata: Cannot add developer metadata with ID [7] because developer metadata with that ID already exists.";

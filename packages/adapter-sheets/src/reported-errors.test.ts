import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FailureCode } from "@attendance-export/core";
import { GaxiosError, type GaxiosOptionsPrepared, type GaxiosResponse } from "gaxios";
import { expect, it } from "vitest";
import { translate } from "./google-failure.ts";

/** Errors that people have reported from Google's APIs, with what they meant; kept beside the project, not in it. */
const file = fileURLToPath(new URL("../../../../shared/sheets/reported/errors.json", import.meta.url));

interface ReportedError {
  readonly id: string;
  readonly host: string;
  readonly httpStatus: number;
  readonly body: unknown;
}

/** What each of them is in the core's words. */
const codes: Readonly<Record<string, FailureCode>> = {
  "unparseable-range": "tab-missing",
  "exceeds-grid-limits": "request-malformed",
  "wider-than-range": "request-malformed",
  "values-not-list": "request-malformed",
  "nested-cell": "request-malformed",
  "unknown-field": "request-malformed",
  "no-requests": "request-malformed",
  "empty-request": "request-malformed",
  "fields-mask-missing": "request-malformed",
  "bad-fields-mask": "request-malformed",
  "no-grid-with-id": "tab-missing",
  "no-sheet-with-id": "tab-missing",
  "hide-last-sheet": "refused-unknown",
  "empty-title": "request-malformed",
  "title-too-long": "request-malformed",
  "duplicate-sheet-title": "refused-unknown",
  "duplicate-metadata-id": "receipt-in-use",
  "duplicate-named-range": "refused-unknown",
  "already-protected": "refused-unknown",
  "no-protected-range": "refused-unknown",
  "chart-new-sheet-id-in-use": "refused-unknown",
  "protected-cell": "sheet-protected",
  "cell-limit": "sheet-full",
  "cell-too-long": "content-refused",
  "too-many-subrequests": "too-large",
  "payload-too-large": "too-large",
  "array-formula": "refused-unknown",
  "office-file": "not-a-spreadsheet",
  "other-binary-file": "refused-unknown",
  unauthenticated: "unauthenticated",
  "no-permission": "access-denied",
  "scope-insufficient": "scope-missing",
  "service-disabled": "api-disabled",
  "api-key-blocked": "api-disabled",
  "storage-quota": "storage-full",
  "drive-rate-limit": "rate-limited",
  "not-found": "spreadsheet-not-found",
  "drive-not-found": "spreadsheet-not-found",
  "metadata-not-found": "spreadsheet-not-found",
  aborted: "provider-error",
  "rate-limit-write-user": "rate-limited",
  "rate-limit-read-user": "rate-limited",
  "rate-limit-write-project": "rate-limited",
  internal: "provider-error",
  "bad-gateway-html": "provider-error",
  unavailable: "provider-error",
  deadline: "provider-error",
  "invalid-grant-revoked": "access-revoked",
  "invalid-grant-bad-request": "access-revoked",
  "invalid-grant-account-deleted": "access-revoked",
  "invalid-rapt": "access-revoked",
  "jwt-clock": "client-misconfigured",
  "invalid-client": "client-misconfigured",
  "deleted-client": "client-misconfigured",
  "unauthorized-client": "client-misconfigured",
  "token-502-html": "unreachable",
};

const codeOf = ({ host, httpStatus, body }: ReportedError): FailureCode | undefined => {
  const config = { url: new URL(`https://${host}/`) } as GaxiosOptionsPrepared;
  const response = Object.assign(new Response(null, { status: httpStatus }), {
    config,
    data: body,
  }) as GaxiosResponse;
  const thrown = new GaxiosError("request failed", config, response);
  response.data = body;
  const of = host === "oauth2.googleapis.com" ? "token" : "sheets";
  return translate(thrown, { of, secrets: [], now: 0 })?.failure.code;
};

it("knows every error reported from the real API, as its reporters found it to mean", ({ skip }) => {
  skip(!existsSync(file), "it needs ../shared/sheets/reported, which is missing");
  const { errors } = JSON.parse(readFileSync(file, "utf8")) as { readonly errors: readonly ReportedError[] };
  expect(Object.fromEntries(errors.map((error) => [error.id, codeOf(error)]))).toEqual(codes);
});

import type { FailureCode } from "../failures/failure-table.ts";
import { isPortFailure, type PortFailure } from "../failures/port-failure.ts";

/** What a service answers because of the request itself or the sheet as it is: a result, not an inability. */
const REFUSALS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "receipt-in-use",
  "tab-missing",
  "sheet-protected",
  "sheet-full",
  "receipts-full",
  "content-refused",
  "too-large",
  "not-a-spreadsheet",
  "request-malformed",
  "refused-unknown",
]);

/** Turns a refusal into a value; every other failure goes on as it is. */
export const orRefused = <Result>(
  request: () => Result,
): Result | { readonly status: "refused"; readonly failure: PortFailure } => {
  try {
    return request();
  } catch (thrown) {
    if (isPortFailure(thrown) && REFUSALS.has(thrown.code)) return { status: "refused", failure: thrown };
    throw thrown;
  }
};

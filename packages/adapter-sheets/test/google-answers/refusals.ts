import { api, IN_USE, page, type Row, violation } from "./answer.ts";

/** Refusals: what the request itself or the sheet as it is brought about. */
export const refusals: readonly Row[] = [
  ["a receipt id in use", api(400, IN_USE), "receipt-in-use"],
  ["a receipt id in use, further down", api(400, IN_USE.replace("[0]", "[1]")), "receipt-in-use"],
  [
    "no room for receipts",
    api(400, "Developer metadata storage limit of 30000 characters exceeded."),
    "receipts-full",
  ],
  [
    "a tab that is gone, to cells",
    api(400, "Invalid requests[1].appendCells: No grid with id: 42"),
    "tab-missing",
  ],
  [
    "a tab that is gone, to tabs",
    api(400, "Invalid requests[0].deleteSheet: No sheet with id: 42"),
    "tab-missing",
  ],
  ["a title that is gone", api(400, "Unable to parse range: 'Data Tab'!A1:C10"), "tab-missing"],
  [
    "a protected tab",
    api(
      400,
      "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.",
    ),
    "sheet-protected",
  ],
  [
    "a full spreadsheet",
    api(
      400,
      "This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
    ),
    "sheet-full",
  ],
  [
    "too long a text",
    api(400, "Your input contains more than the maximum of 50000 characters in a single cell."),
    "content-refused",
  ],
  ["too large a request", api(400, "Request payload size exceeds the limit: 10485760 bytes."), "too-large"],
  ["too many requests in one", api(400, "Cannot exceed 100000 requests in a single batch."), "too-large"],
  ["413 of the API", api(413, "Request entity too large"), "too-large"],
  ["413 in HTML", page(413), "too-large"],
  [
    "an Office file",
    api(
      400,
      "This operation is not supported for this document. The document must not be an Office file.",
      {},
      "FAILED_PRECONDITION",
    ),
    "not-a-spreadsheet",
  ],
  [
    "an unknown field",
    api(400, 'Invalid JSON payload received. Unknown name "frobnicate"', violation),
    "request-malformed",
  ],
  [
    "a bad mask, told only by its violations",
    api(400, "Request contains an invalid argument.", violation),
    "request-malformed",
  ],
  [
    "a missing mask",
    api(400, "Invalid requests[0].appendCells: At least one field must be listed in 'fields'."),
    "request-malformed",
  ],
  ["an empty batch", api(400, "Must specify at least one request."), "request-malformed"],
  ["no kind of request", api(400, "Invalid requests[0]: No request set."), "request-malformed"],
  [
    "beyond the grid",
    api(400, "Range (Sheet1!A100000) exceeds grid limits. Max rows: 1000, max columns: 26"),
    "request-malformed",
  ],
  ["a list as a cell", api(400, "Invalid values[3][0]: list_value {...}"), "request-malformed"],
  [
    "a title in use",
    api(
      400,
      'Invalid requests[0].addSheet: A sheet with the name "Sheet1" already exists. Please enter another name.',
    ),
    "refused-unknown",
  ],
  ["a binary file, or anything", api(400, "Request contains an invalid argument."), "refused-unknown"],
  ["words nobody knows", api(400, "The moon is in the wrong phase."), "refused-unknown"],
];

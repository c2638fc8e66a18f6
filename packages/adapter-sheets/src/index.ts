export { GoogleOAuthAccess, type GoogleOAuthOptions } from "./google-oauth-access.ts";
export { GoogleReceiptBook } from "./google-receipt-book.ts";
export { GoogleSheetReader } from "./google-sheet-reader.ts";
export { GoogleSheetSink } from "./google-sheet-sink.ts";
export { GoogleSheetsApi } from "./google-sheets-api.ts";
export type { GoogleSheetsOptions, OAuthClientOptions } from "./google-sheets-options.ts";
export { GoogleSpreadsheetSetup } from "./google-spreadsheet-setup.ts";

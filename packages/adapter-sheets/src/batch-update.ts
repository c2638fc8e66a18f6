import type { sheets_v4 } from "@googleapis/sheets";

/**
 * The body of one `batchUpdate`. A class and not a plain object: the client copies plain objects deeply, twice, before it
 * writes them as JSON, and a batch is thousands of rows of nested objects.
 */
export class BatchUpdate {
  readonly requests: sheets_v4.Schema$Request[];

  constructor(requests: sheets_v4.Schema$Request[]) {
    this.requests = requests;
  }
}

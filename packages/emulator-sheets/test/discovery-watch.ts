import type { ObservedCall } from "@attendance-export/emulator-sheets";
import { type Discovery, loadDiscovery } from "./discovery.ts";

const documents: Readonly<Record<string, Discovery | undefined>> = {
  sheets: loadDiscovery("sheets-v4.json"),
  drive: loadDiscovery("drive-v3.json"),
};

/** What Google took though it is in no document: recorded in drive-times. */
const recorded = new Set(["drive.files.get: no parameter includeItemsFromAllDrives"]);

const found: string[] = [];
let watched = 0;

const parsed = (text: string): unknown => (text.trim() === "" ? undefined : JSON.parse(text));

/**
 * For the `observe` option: holds every successful call to the discovery documents.
 *
 * A request that is refused may well be wrong, and an error is no message of the document; both are left alone.
 */
export function watchCall({ service, method, query, requestBody, status, replyBody }: ObservedCall): void {
  const document = documents[service];
  if (document === undefined || status < 200 || status > 299) return;
  const id = `${service}.${method}`;
  watched += 1;
  found.push(
    ...document.inRequest(id, query, parsed(requestBody)),
    ...document.inReply(id, parsed(replyBody)),
  );
}

/** How many calls were held against the documents so far. */
export const watchedCalls = (): number => watched;

/** @throws Error naming what any call since the last check had that Google's documents do not */
export function checkWatchedCalls(): void {
  const differences = [...new Set(found.splice(0))].filter((difference) => !recorded.has(difference));
  if (differences.length > 0) throw new Error(`not in the discovery documents:\n${differences.join("\n")}`);
}

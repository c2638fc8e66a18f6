import type { FrozenRow } from "@attendance-export/core";

/** Bytes of JSON a part may have, unless a single row has more: the size that every store of ours keeps to. */
const PART_BYTES = 700_000;

/** The rows as JSON arrays of a bounded size, in their order: a batch is written and read without one text of it all. */
export const frozenParts = (rows: readonly FrozenRow[]): readonly string[] => {
  const parts: string[] = [];
  let texts: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const size = Buffer.byteLength(text) + 1;
    if (bytes + size > PART_BYTES && texts.length > 0) {
      parts.push(`[${texts.join(",")}]`);
      texts = [];
      bytes = 0;
    }
    texts.push(text);
    bytes += size;
  }
  if (texts.length > 0) parts.push(`[${texts.join(",")}]`);
  return parts;
};

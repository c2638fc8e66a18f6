import type { SealedBatch, SheetAddress } from "../../model/batch.ts";
import type { Cell } from "../../model/cell.ts";
import { linkId, recordId, runId } from "../../model/ids.ts";

/** A link as a batch shows it: how its tags begin and where its receipts stand. */
export interface LinkFixture {
  readonly name: string;
  /** Six characters. */
  readonly fingerprint: string;
  readonly receiptBase: number;
}

export const link1: LinkFixture = { name: "link-1", fingerprint: "aLnk_1", receiptBase: 5_000_000 };
/** The same tenant's next link, or another tenant's: alike, and yet a stranger. */
export const link10: LinkFixture = { name: "link-10", fingerprint: "aLnk10", receiptBase: 6_000_000 };

/** The tag of a link's batch as the protocol makes it: the fingerprint and twelve characters. */
export const tagOf = (link: LinkFixture, sequence: number): string =>
  `${link.fingerprint}batch-${String(sequence).padStart(6, "0")}`;

/** A planned batch with these rows, the same for the same arguments. */
export const sealedBatchOf = (
  sheet: SheetAddress,
  rows: readonly (readonly Cell[])[],
  { sequence = 1, link = link1 }: { readonly sequence?: number; readonly link?: LinkFixture } = {},
): SealedBatch => ({
  batch: {
    sequence,
    linkId: linkId(link.name),
    sheet,
    receipt: { id: link.receiptBase + sequence, tag: tagOf(link, sequence) },
    size: rows.length,
    state: "planned",
    plannedAt: 1_767_225_600_000,
    plannedBy: runId("run-1"),
    appliedAt: null,
    unansweredSince: null,
    inconclusive: 0,
    unknownRefusals: 0,
    giveUp: null,
  },
  rows: rows.map((cells) => ({ recordId: recordId(String(cells[0])), revision: 1, cells })),
});

/** One ordinary row, as wide as the world's template. */
export const rowOf = (id: string): readonly Cell[] => [
  id,
  { date: 46_023 },
  "Ngũgĩ O'Brien",
  { dateTime: 46_023.375 },
  7.5,
  true,
];

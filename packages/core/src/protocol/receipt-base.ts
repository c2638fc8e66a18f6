import type { Ids } from "../ports/ids.ts";

/** Far from the small numbers that people use, and with a billion batches to go before 2^31. */
const LOWEST = 2 ** 20;
const HIGHEST = 2 ** 30;

/** Draws where a link's receipt ids begin. Random, so that two links of one spreadsheet hardly ever meet. */
export const drawReceiptBase = (ids: Ids): number => ids.between(LOWEST, HIGHEST);

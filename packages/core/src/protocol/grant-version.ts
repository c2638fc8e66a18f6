import type { Ids } from "../ports/ids.ts";

/** Two consents that are tried at the same time meet with a chance of one in a billion. */
const RANGE = 2 ** 30;

/**
 * The version of a grant that is about to be tried out, above the one in force.
 *
 * Drawn and not counted: a consent that comes to nothing leaves no trace to count from, and whoever remembers something of its
 * version, such as an access token of the wrong account, must not meet the next consent under it. Two that are tried at the
 * same time must not keep their credentials in one place either.
 */
export const drawGrantVersion = (ids: Ids, inForce: number): number => inForce + ids.between(1, RANGE);

import { beginRun } from "./begin-run.ts";
import { confirmBatch, voidBatch } from "./close-batch.ts";
import { acknowledgeLetter, endRun, giveUpAfterCrashes } from "./end-run.ts";
import { acknowledgeNotice, closeIncident, flagLink, trustLink } from "./link-status.ts";
import {
  applyBatch,
  giveUpBatch,
  moveReceipts,
  noteAnswered,
  noteInconclusive,
  noteSending,
  noteUnknownRefusal,
} from "./open-batch.ts";
import { planBatch } from "./plan-batch.ts";
import { notePruned, prunable } from "./prune-receipts.ts";
import { remindAdmins, warnOfExpiry } from "./remind.ts";
import { readLink } from "./transition.ts";

/**
 * The decisions that an export makes about a link, by name. One object, so that the simulator can put a mistaken one in
 * the place of each and prove that it would be found; everybody else uses it as it is.
 */
export const protocol = {
  beginRun,
  planBatch,
  noteSending,
  noteAnswered,
  noteInconclusive,
  noteUnknownRefusal,
  giveUpBatch,
  moveReceipts,
  applyBatch,
  confirmBatch,
  voidBatch,
  flagLink,
  trustLink,
  closeIncident,
  acknowledgeNotice,
  acknowledgeLetter,
  remindAdmins,
  warnOfExpiry,
  endRun,
  giveUpAfterCrashes,
  prunable,
  notePruned,
  readLink,
};

export type Protocol = typeof protocol;

import { type QuarantinedRecord, recordId } from "@attendance-export/core";
import type { DocumentData, QueryDocumentSnapshot } from "firebase-admin/firestore";
import { storedMoment, storedText, textIn, valueIn } from "./stored-value.ts";

/** An entry of the quarantine; whose it is, its document's id says. */
export const storedQuarantined = ({ revision, reason, since }: QuarantinedRecord): DocumentData => ({
  revision,
  reason: storedText(reason),
  since: storedMoment(since),
});

export const quarantinedIn = (document: QueryDocumentSnapshot): QuarantinedRecord => ({
  recordId: recordId(document.id),
  revision: document.get("revision"),
  reason: textIn(document.get("reason")),
  since: valueIn(document.get("since")) as number,
});

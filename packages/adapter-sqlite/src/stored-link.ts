import type { SQLOutputValue } from "node:sqlite";
import type { Ledger, LinkedSheet, LinkState } from "@attendance-export/core";
import { storedJson } from "./stored-json.ts";

/** The state in a row with the columns `link` and `ledger`; none without a row. */
export const linkStateIn = (
  row: Readonly<Record<string, SQLOutputValue>> | undefined,
): LinkState | undefined =>
  row && { link: storedJson<LinkedSheet>(row.link), ledger: storedJson<Ledger>(row.ledger) };

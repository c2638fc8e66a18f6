import type { Mutant } from "./mutant.ts";
import { deliveryMutants } from "./mutants/delivery-mutants.ts";
import { ledgerMutants } from "./mutants/ledger-mutants.ts";
import { linkMutants } from "./mutants/link-mutants.ts";
import { storeMutants } from "./mutants/store-mutants.ts";

/** Each mechanism of the protocol removed or bent in turn; an oracle that none of them trips proves nothing. */
export const mutants = {
  ...deliveryMutants,
  ...ledgerMutants,
  ...linkMutants,
  ...storeMutants,
} as const satisfies Record<string, Mutant>;

export type MutantName = keyof typeof mutants;

export const isMutantName = (name: string): name is MutantName => Object.hasOwn(mutants, name);

import type { Lease, LinkedSheet, LinkState, Tally, TenantId } from "@attendance-export/core";
import { unlinked } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { type LinkView, linkView } from "./link-view.ts";

/** The tenant's link as it is now; 404 where there never was one. Costs a tally. */
export const presentLink = async (parts: ApiParts, tenant: TenantId): Promise<LinkView> => {
  const state = await parts.stores().links.load(tenant);
  if (state === undefined) throw unlinked(tenant);
  return viewOf(parts, state, await parts.stores().register.tally(tenant));
};

/** A link as the API shows it, with a tally that was made before. */
export const viewOf = (
  { stores, googleUrl, exportedSoFar }: ApiParts,
  { link, ledger }: { readonly link: LinkedSheet; readonly ledger?: Pick<LinkState["ledger"], "lease"> },
  tally: Tally,
): LinkView => {
  const { timetable, clock } = stores();
  const lease: Lease | null = ledger?.lease ?? null;
  return linkView(link, { tally, timetable, now: clock.now(), googleUrl, lease, exportedSoFar });
};

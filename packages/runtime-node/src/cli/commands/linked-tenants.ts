import type { LinkedSheet, LinkedSheetStore, TenantId } from "@attendance-export/core";
import { UserError } from "../../user-error.ts";

const PAGE = 200;

/** The tenant's link, or those of all tenants by id. Never none: a command about nothing is a mistake. */
export const linkedTenants = async (
  links: LinkedSheetStore,
  tenant: TenantId | undefined,
): Promise<readonly LinkedSheet[]> => {
  const found = tenant === undefined ? await allOf(links) : await oneOf(links, tenant);
  if (found.length > 0) return found;
  throw new UserError(
    tenant === undefined ? "No tenant has a linked sheet." : `The tenant ${tenant} has no linked sheet.`,
    "Link one: attendance-export link --help. Or look at it all at work: attendance-export demo.",
  );
};

const oneOf = async (links: LinkedSheetStore, tenant: TenantId): Promise<readonly LinkedSheet[]> => {
  const state = await links.load(tenant);
  return state === undefined ? [] : [state.link];
};

const allOf = async (links: LinkedSheetStore): Promise<readonly LinkedSheet[]> => {
  const all: LinkedSheet[] = [];
  let after: TenantId | undefined;
  for (;;) {
    const page = await links.list({ after, limit: PAGE });
    all.push(...page);
    if (page.length < PAGE) return all;
    after = page.at(-1)?.tenantId;
  }
};

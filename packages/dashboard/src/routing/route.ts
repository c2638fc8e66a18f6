/** A page of this site, and what it is about. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "overview"; readonly tenant: string }
  | { readonly page: "history"; readonly tenant: string }
  | { readonly page: "run"; readonly tenant: string; readonly run: string }
  | { readonly page: "settings"; readonly tenant: string }
  | { readonly page: "link"; readonly tenant: string }
  | { readonly page: "set-aside"; readonly tenant: string }
  | { readonly page: "all-links" }
  | { readonly page: "my-settings" }
  | { readonly page: "consented" }
  | { readonly page: "nowhere" };

const fixed: Readonly<Record<string, Route>> = {
  "/": { page: "home" },
  "/integrations-overview": { page: "all-links" },
  // Seed 003's address of the settings; whose they are, the visitor says.
  "/settings": { page: "my-settings" },
  "/reconnected": { page: "consented" },
  "/oauth/callback": { page: "consented" },
};

const ofTenant = ["history", "settings", "link", "set-aside"] as const;
type TenantPage = (typeof ofTenant)[number];

/** The page at an address. */
export const routeAt = (pathname: string): Route => {
  const path = pathname.length > 1 ? pathname.replace(/\/+$/, "") : pathname;
  const known = fixed[path];
  if (known !== undefined) return known;
  const [root, tenant, page, run, ...rest] = path.slice(1).split("/").map(decoded);
  if (root !== "tenants" || tenant === undefined || tenant === "" || rest.length > 0)
    return { page: "nowhere" };
  if (page === undefined) return { page: "overview", tenant };
  if (page === "history" && run !== undefined) return { page: "run", tenant, run };
  if (run === undefined && isTenantPage(page)) return { page, tenant };
  return { page: "nowhere" };
};

const isTenantPage = (text: string): text is TenantPage => ofTenant.some((page) => page === text);

/** A text that is no encoding is taken as it is: it will be no tenant's name. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const tenantPath = (tenant: string): string => `/tenants/${encodeURIComponent(tenant)}`;

/** Addresses of pages. */
export const path = {
  overview: tenantPath,
  history: (tenant: string): string => `${tenantPath(tenant)}/history`,
  run: (tenant: string, run: string): string => `${tenantPath(tenant)}/history/${encodeURIComponent(run)}`,
  settings: (tenant: string): string => `${tenantPath(tenant)}/settings`,
  link: (tenant: string): string => `${tenantPath(tenant)}/link`,
  setAside: (tenant: string): string => `${tenantPath(tenant)}/set-aside`,
  allLinks: "/integrations-overview",
} as const;

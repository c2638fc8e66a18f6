import type { ReactElement } from "react";
import { Anchor } from "../routing/anchor.tsx";
import { path, type Route } from "../routing/route.ts";
import { useHome, useVisitor } from "../state/home-context.tsx";

interface SiteHeadProps {
  /** Undefined on pages of no tenant. */
  readonly tenant: string | undefined;
  readonly page: Route["page"];
}

/** The name of the product, whose page it is, and the ways to the others. */
export const SiteHead = ({ tenant, page }: SiteHeadProps): ReactElement => {
  const { session, operator } = useHome();
  const { name, isOperator } = useVisitor();
  return (
    <header className="site-head">
      <div className="site-head-inner">
        <Anchor className="brand" href="/" aria-label="Attendance Export, start">
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span>Attendance Export</span>
        </Anchor>
        {tenant === undefined ? null : <span className="site-tenant">{tenant}</span>}
        <div className="site-visitor">
          {isOperator && operator !== undefined ? (
            <Anchor href={path.allLinks} aria-current={page === "all-links" ? "page" : undefined}>
              All links
            </Anchor>
          ) : null}
          {name === undefined ? null : (
            <button
              type="button"
              className="button-quiet"
              title={name}
              onClick={() => void session.signOut()}
            >
              Sign out
            </button>
          )}
        </div>
        {tenant === undefined ? null : <TenantTabs tenant={tenant} page={page} />}
      </div>
    </header>
  );
};

const tabs = [
  { pages: ["overview"], title: "Overview", to: path.overview },
  { pages: ["history", "run", "set-aside"], title: "History", to: path.history },
  { pages: ["settings", "link"], title: "Settings", to: path.settings },
] as const;

const TenantTabs = ({
  tenant,
  page,
}: {
  readonly tenant: string;
  readonly page: Route["page"];
}): ReactElement => (
  <nav className="tabs" aria-label="Pages">
    {tabs.map(({ pages, title, to }) => (
      <Anchor
        key={title}
        href={to(tenant)}
        aria-current={pages.some((one) => one === page) ? "page" : undefined}
      >
        {title}
      </Anchor>
    ))}
  </nav>
);

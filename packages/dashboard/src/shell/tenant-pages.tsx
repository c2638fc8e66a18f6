import { type ReactElement, Suspense, useEffect } from "react";
import { ErrorBanner } from "../banner/error-banner.tsx";
import { SuspensionNotice } from "../banner/suspension-notice.tsx";
import { HistoryPage } from "../pages/history/history-page.tsx";
import { RunPage } from "../pages/history/run-page.tsx";
import { OverviewPage } from "../pages/overview/overview-page.tsx";
import type { Route } from "../routing/route.ts";
import { useHome, useVisitor } from "../state/home-context.tsx";
import { ReconnectProvider } from "../state/reconnect-context.tsx";
import { TenantProvider, useTenant } from "../state/tenant-context.tsx";
import { ConnectionBar } from "../ui/connection-bar.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { NotAllowed } from "../ui/trouble.tsx";
import { Frame } from "./frame.tsx";
import { DemoPanel, fetchLatePages, Late, LinkPage, SetAsidePage, SettingsPage } from "./late-pages.tsx";

export type TenantRoute = Extract<Route, { readonly tenant: string }>;

/** All pages of one tenant: they share what is known of it, the banner and the way to Google. */
export const TenantPages = ({ route }: { readonly route: TenantRoute }): ReactElement => {
  const { tenant: own, isOperator } = useVisitor();
  const { demo } = useHome();
  if (!isOperator && own !== route.tenant)
    return (
      <Frame page={route.page} tenant={own}>
        <Page title="Not your organisation" heading="Another organisation">
          <NotAllowed />
        </Page>
      </Frame>
    );
  return (
    <TenantProvider key={route.tenant} tenant={route.tenant}>
      <ReconnectProvider>
        <WithBanner route={route} />
        {demo === undefined ? null : (
          <Suspense>
            <DemoPanel demo={demo} tenant={route.tenant} />
          </Suspense>
        )}
      </ReconnectProvider>
    </TenantProvider>
  );
};

const WithBanner = ({ route }: { readonly route: TenantRoute }): ReactElement => {
  const { sight, retry } = useTenant();
  const { link, connection } = sight;
  const isThere = link !== undefined;
  useEffect(() => {
    if (isThere) fetchLatePages();
  }, [isThere]);
  const rests = link !== undefined && link.status !== "error" && link.polling.suspendedAt !== null;
  return (
    <Frame
      tenant={route.tenant}
      page={route.page}
      contents={sight.standing}
      above={
        <>
          <ConnectionBar connection={connection} zone={link?.timeZone} retry={retry} />
          {link?.status === "error" ? <ErrorBanner link={link} /> : null}
          {rests ? <SuspensionNotice link={link} /> : null}
        </>
      }
    >
      <Late page={route.page}>
        <TenantPage route={route} />
      </Late>
    </Frame>
  );
};

const TenantPage = ({ route }: { readonly route: TenantRoute }): ReactElement => {
  const { sight } = useTenant();
  const { standing, link, runs } = sight;
  if (standing === "refused")
    return (
      <Page title="Not allowed" heading={route.tenant}>
        <NotAllowed />
      </Page>
    );
  if (standing === "unlinked" && route.page !== "history" && route.page !== "run")
    return <LinkPage link={undefined} />;
  if (standing === "loading" || (link === undefined && standing === "linked"))
    return (
      <Page title="Overview" heading={<span className="ghost">Loading</span>}>
        <Skeleton label="Loading the link" heights={[112, 420]} />
      </Page>
    );
  return pageOf(route, { link, runs });
};

type Known = Pick<ReturnType<typeof useTenant>["sight"], "link" | "runs">;

const pageOf = (route: TenantRoute, { link, runs }: Known): ReactElement => {
  if (route.page === "history") return <HistoryPage link={link} newest={runs} />;
  if (route.page === "run") return <RunPage runId={route.run} link={link} newest={runs} />;
  if (link === undefined || route.page === "link") return <LinkPage link={link} />;
  if (route.page === "settings") return <SettingsPage link={link} />;
  if (route.page === "set-aside") return <SetAsidePage link={link} />;
  return <OverviewPage link={link} runs={runs} />;
};

import { type ReactElement, useEffect, useState } from "react";
import { ConsentedPage } from "./pages/entry/consented-page.tsx";
import { NoAdminPage } from "./pages/entry/no-admin-page.tsx";
import { SignInPage } from "./pages/entry/sign-in-page.tsx";
import { TokenPage } from "./pages/entry/token-page.tsx";
import type { Home } from "./port/home.ts";
import type { SessionState } from "./port/session.ts";
import { Anchor } from "./routing/anchor.tsx";
import { path, type Route, routeAt } from "./routing/route.ts";
import { goTo, useAddress } from "./routing/use-address.ts";
import { Frame } from "./shell/frame.tsx";
import { AllLinksPage, Late } from "./shell/late-pages.tsx";
import { TenantPages } from "./shell/tenant-pages.tsx";
import { HomeProvider, useHome, useVisitor, VisitorProvider } from "./state/home-context.tsx";
import { Toasts } from "./state/toasts.tsx";
import { Notice } from "./ui/notice.tsx";
import { Page } from "./ui/page.tsx";
import { Skeleton } from "./ui/skeleton.tsx";
import { Stumble } from "./ui/stumble.tsx";

/** The whole page, wherever it lives. */
export const App = ({ home }: { readonly home: Home }): ReactElement => (
  <HomeProvider value={home}>
    <Toasts>
      <Stumble>
        <Gate />
      </Stumble>
    </Toasts>
  </HomeProvider>
);

/** Lets in who may see something, and asks the others who they are. */
const Gate = (): ReactElement => {
  const { session } = useHome();
  const { pathname } = useAddress();
  const [state, setState] = useState<SessionState>({ status: "checking" });
  useEffect(() => session.watch(setState), [session]);
  // The server has done everything by then; a window at Google may have lost what it knew of its visitor.
  if (pathname === "/reconnected") return <ConsentedPage />;
  switch (state.status) {
    case "checking":
      return (
        <main className="entry">
          <Skeleton label="Loading" heights={[320]} />
        </main>
      );
    case "asks":
      return state.wants === "token" ? <TokenPage problem={state.problem} /> : <SignInPage />;
    case "no-admin":
      return <NoAdminPage name={state.name} />;
    case "open":
      return (
        <VisitorProvider value={state.visitor}>
          <Pages route={routeAt(pathname)} />
        </VisitorProvider>
      );
  }
};

const Pages = ({ route }: { readonly route: Route }): ReactElement => {
  const { tenant, isOperator } = useVisitor();
  switch (route.page) {
    case "home":
      return <Redirect to={tenant === undefined ? path.allLinks : path.overview(tenant)} />;
    case "my-settings":
      return <Redirect to={tenant === undefined ? path.allLinks : path.settings(tenant)} />;
    case "consented":
      return <ConsentedPage />;
    case "all-links":
      if (!isOperator && tenant !== undefined) return <Redirect to={path.overview(tenant)} />;
      return (
        <Frame page="all-links">
          <Late page="all-links">
            <AllLinksPage />
          </Late>
        </Frame>
      );
    case "nowhere":
      return <NowherePage />;
    default:
      return <TenantPages route={route} />;
  }
};

const Redirect = ({ to }: { readonly to: string }): null => {
  useEffect(() => goTo(to, { replace: true }), [to]);
  return null;
};

const NowherePage = (): ReactElement => {
  const { tenant } = useVisitor();
  return (
    <Frame page="nowhere" tenant={tenant}>
      <Page title="Not found" heading="There is no such page">
        <Notice icon="sheet" title="The address leads nowhere">
          <Anchor className="button" href="/">
            Go to the start
          </Anchor>
        </Notice>
      </Page>
    </Frame>
  );
};

import type { ReactElement, ReactNode } from "react";
import type { Route } from "../routing/route.ts";
import { SiteHead } from "./site-head.tsx";

interface FrameProps {
  readonly tenant?: string | undefined;
  readonly page: Route["page"];
  /** What stands above every page: the banner, the state of the connection. */
  readonly above?: ReactNode;
  /** While it is another one, other contents stand there; one that changes is no page that moves. */
  readonly contents?: string;
  readonly children: ReactNode;
}

/** What is around every page of somebody who may see it. */
export const Frame = ({ tenant, page, above, contents, children }: FrameProps): ReactElement => (
  <>
    <a className="skip-link" href="#content">
      Skip to the page
    </a>
    <SiteHead tenant={tenant} page={page} />
    <div className="above">{above}</div>
    <main key={contents} id="content" tabIndex={-1}>
      {children}
    </main>
  </>
);

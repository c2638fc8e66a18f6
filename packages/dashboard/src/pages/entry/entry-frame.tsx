import type { ReactElement, ReactNode } from "react";
import { Page } from "../../ui/page.tsx";

interface EntryFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A page for somebody who is not in yet. */
export const EntryFrame = ({ title, lead, children }: EntryFrameProps): ReactElement => (
  <main className="entry">
    <p className="brand">
      <img src="/icon.svg" alt="" width="36" height="36" />
      <span>Attendance Export</span>
    </p>
    <div className="card entry-card">
      <Page title={title} lead={lead}>
        {children}
      </Page>
    </div>
  </main>
);

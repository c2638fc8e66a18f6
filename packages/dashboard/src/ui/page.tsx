import { type ReactElement, type ReactNode, useEffect, useRef } from "react";

interface PageProps {
  /** The browser's title and, unless `heading` says otherwise, the page's own. */
  readonly title: string;
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}

let hasShownAPage = false;

/** A page's heading and contents. The heading takes the focus after a step within the site, so that screen readers begin there. */
export const Page = ({ title, heading = title, lead, children }: PageProps): ReactElement => {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Attendance Export`;
  }, [title]);
  useEffect(() => {
    if (hasShownAPage) top.current?.focus({ preventScroll: true });
    hasShownAPage = true;
  }, []);
  return (
    <>
      <header className="page-head">
        <h1 ref={top} tabIndex={-1}>
          {heading}
        </h1>
        {lead === undefined ? null : <div className="lead">{lead}</div>}
      </header>
      {children}
    </>
  );
};

import type { ReactElement } from "react";
import { CallFailure, sentenceOfFailure } from "../port/call-failure.ts";
import { Notice } from "./notice.tsx";

interface TroubleProps {
  readonly failure: unknown;
  readonly again: () => void;
}

/** Stands for what a page could not be told. */
export const Trouble = ({ failure, again }: TroubleProps): ReactElement => {
  const isForbidden = failure instanceof CallFailure && failure.trouble === "forbidden";
  if (isForbidden) return <NotAllowed />;
  return (
    <Notice icon="cloud" title="This could not be loaded">
      <p>{sentenceOfFailure(failure)}</p>
      <button type="button" className="button" onClick={again}>
        Try again
      </button>
    </Notice>
  );
};

/** What somebody sees who may not see anything: an admin of another organisation, or no admin at all. */
export const NotAllowed = (): ReactElement => (
  <Notice icon="alert" title="You may not see this page">
    <p>
      Only an admin of this organisation can see its export. If you should be one, ask the person who looks
      after your accounts.
    </p>
  </Notice>
);

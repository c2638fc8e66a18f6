import type { ReactElement } from "react";
import type { Link } from "../../model/link.ts";
import { Anchor } from "../../routing/anchor.tsx";
import { path } from "../../routing/route.ts";
import { useHome } from "../../state/home-context.tsx";
import { useAnswer } from "../../state/use-answer.ts";
import { Icon } from "../../ui/icon.tsx";
import { Moment } from "../../ui/moment.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Trouble } from "../../ui/trouble.tsx";

/** Records that cannot be written as they are, each with what to mend. */
export const SetAsidePage = ({ link }: { readonly link: Link }): ReactElement => {
  const { archive } = useHome();
  const { tenant, timeZone } = link;
  const { answer, failure, again } = useAnswer(`${tenant} ${link.records?.setAside}`, () =>
    archive.setAside(tenant),
  );
  return (
    <div className="narrow">
      <p className="crumb">
        <Anchor href={path.overview(tenant)}>
          <Icon name="back" />
          Overview
        </Anchor>
      </p>
      <Page
        title="Set-aside records"
        lead={
          <p>
            They cannot be written as they are. Mend one in your own app, and it goes onto the sheet by
            itself.
          </p>
        }
      >
        {answer === undefined && failure !== undefined ? (
          <Trouble failure={failure} again={again} />
        ) : answer === undefined ? (
          <Skeleton label="Loading records" heights={[220]} />
        ) : answer.length === 0 ? (
          <Notice icon="check" title="No record is set aside">
            <p>Every approved record can be written.</p>
          </Notice>
        ) : (
          <ul className="card aside-list">
            {answer.map(({ id, reason, since }) => (
              <li key={id} className="aside">
                <code>{id}</code>
                <p>{reason}</p>
                <p className="quiet">
                  Set aside <Moment at={since} zone={timeZone} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </Page>
    </div>
  );
};

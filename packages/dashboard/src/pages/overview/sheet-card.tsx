import type { ReactElement } from "react";
import type { Link } from "../../model/link.ts";
import { Anchor } from "../../routing/anchor.tsx";
import { path } from "../../routing/route.ts";
import { Icon } from "../../ui/icon.tsx";

/** Which sheet is written, by which account, by whose clock. */
export const SheetCard = ({ link }: { readonly link: Link }): ReactElement => (
  <section className="card" aria-labelledby="sheet-title">
    <h2 id="sheet-title">Linked sheet</h2>
    <a className="sheet-link" href={link.sheetUrl} target="_blank" rel="noreferrer">
      <span className="sheet-sign">
        <Icon name="sheet" />
      </span>
      <span className="sheet-name">{link.sheetTitle ?? "Attendance sheet"}</span>
      <Icon name="external" />
      <span className="visually-hidden"> (opens in a new tab)</span>
    </a>
    <dl className="pairs">
      <div>
        <dt>Account</dt>
        <dd>{link.accountEmail}</dd>
      </div>
      <div>
        <dt>Time zone</dt>
        <dd>{link.timeZone.replaceAll("_", " ")}</dd>
      </div>
    </dl>
    <p className="card-foot">
      <Anchor href={path.link(link.tenant)}>Link another sheet</Anchor>
    </p>
  </section>
);

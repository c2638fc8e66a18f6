import type { ReactElement } from "react";
import type { Link } from "../model/link.ts";
import { mendingsOf, sentenceOf } from "../model/mending.ts";
import { fullMoment } from "../model/moment-words.ts";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { MendingControl } from "./mending-control.tsx";
import { ReconnectNews } from "./reconnect-news.tsx";

/** Stands on every page of a tenant whose link is in error, until it is mended (seed 001, steps 8 and 12). Nothing closes it. */
export const ErrorBanner = ({ link }: { readonly link: Link }): ReactElement => {
  const [first = "reconnect", ...others] = mendingsOf(link.errorCode);
  const zone = link.timeZone;
  return (
    <section className="banner" role="alert" aria-label="Google Sheets sync failed">
      <span className="banner-icon">
        <Icon name="alert" />
      </span>
      <div className="banner-text">
        <p className="banner-title">Google Sheets sync failed</p>
        <p>{sentenceOf(link)}</p>
        {mendingsOf(link.errorCode).includes("share") ? (
          <p>
            The account is <strong>{link.accountEmail}</strong>.
          </p>
        ) : null}
      </div>
      <div className="banner-actions">
        <MendingControl mending={first} link={link} isFirst />
        {others.map((mending) => (
          <MendingControl key={mending} mending={mending} link={link} />
        ))}
      </div>
      <div className="banner-foot">
        <ReconnectNews />
        <details>
          <summary>Details</summary>
          <dl>
            <div>
              <dt>Error code</dt>
              <dd>
                <code>{link.errorCode ?? "unknown"}</code>
              </dd>
            </div>
            {link.incidentSince === null ? null : (
              <div>
                <dt>Since</dt>
                <dd>{fullMoment(link.incidentSince, zone)}</dd>
              </div>
            )}
            {link.lastAttempt === null ? null : (
              <div>
                <dt>Last attempt</dt>
                <dd>
                  <Moment at={link.lastAttempt} zone={zone} />
                </dd>
              </div>
            )}
            <div>
              <dt>Account</dt>
              <dd>{link.accountEmail}</dd>
            </div>
          </dl>
        </details>
      </div>
    </section>
  );
};

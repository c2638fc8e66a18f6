import type { ReactElement } from "react";
import { ReconnectButton } from "../../banner/mending-control.tsx";
import { ReconnectNews } from "../../banner/reconnect-news.tsx";
import type { Link } from "../../model/link.ts";
import { Anchor } from "../../routing/anchor.tsx";
import { path } from "../../routing/route.ts";
import { type SettingsView, useSettings } from "../../state/use-settings.ts";
import { Moment } from "../../ui/moment.tsx";
import { Page } from "../../ui/page.tsx";
import { ColumnList } from "./column-list.tsx";
import { FrequencyChoice } from "./frequency-choice.tsx";

const MOST_ATTEMPTS = 10;

/** How often the sheet is brought up to date, and by which account. Every change is saved by itself. */
export const SettingsPage = ({ link }: { readonly link: Link }): ReactElement => {
  const settings = useSettings(link);
  return (
    <div className="narrow">
      <Page title="Settings" lead={<p>Changes are saved as you make them.</p>}>
        <p role="status" className="saving">
          {settings.isSaving ? "Saving…" : ""}
        </p>
        <Schedule link={link} settings={settings} />
        <Attempts settings={settings} />
        <Account link={link} />
        <ColumnList columns={link.columns} />
      </Page>
    </div>
  );
};

interface PartProps {
  readonly link: Link;
  readonly settings: SettingsView;
}

const Schedule = ({ link, settings }: PartProps): ReactElement => {
  const { polling, change } = settings;
  return (
    <section className="card" aria-labelledby="schedule-title">
      <div className="setting">
        <div>
          <h2 id="schedule-title">Auto-sync</h2>
          <p className="quiet" id="auto-sync-hint">
            {polling.enabled ? (
              <>
                On.{" "}
                {link.polling.nextPollAt === null ? null : (
                  <>Next: {<Moment at={link.polling.nextPollAt} zone={link.timeZone} />}.</>
                )}
              </>
            ) : (
              "Off. The sheet is brought up to date only when you click Sync now."
            )}
          </p>
        </div>
        <button
          type="button"
          role="switch"
          className="switch"
          aria-checked={polling.enabled}
          aria-label="Auto-sync"
          aria-describedby="auto-sync-hint"
          onClick={() => change({ enabled: !polling.enabled })}
        >
          <span />
        </button>
      </div>
      <FrequencyChoice
        frequency={polling.frequency}
        zone={link.timeZone}
        refusal={settings.refusal}
        choose={(frequency) => change({ frequency })}
      />
    </section>
  );
};

const Attempts = ({ settings }: { readonly settings: SettingsView }): ReactElement => {
  const { polling, change } = settings;
  return (
    <section className="card" aria-labelledby="attempts-title">
      <div className="setting">
        <div>
          <h2 id="attempts-title">Attempts</h2>
          <p className="quiet" id="attempts-hint">
            A sync that fails is tried again after about 5, then 15 minutes. After this many attempts
            auto-sync rests, and you are told.
          </p>
        </div>
        <select
          aria-labelledby="attempts-title"
          aria-describedby="attempts-hint"
          value={polling.maxRetries}
          onChange={({ target }) => change({ maxRetries: Number(target.value) })}
        >
          {Array.from({ length: MOST_ATTEMPTS }, (_, index) => index + 1).map((count) => (
            <option key={count}>{count}</option>
          ))}
        </select>
      </div>
    </section>
  );
};

const Account = ({ link }: { readonly link: Link }): ReactElement => (
  <section className="card" aria-labelledby="account-title">
    <div className="setting">
      <div>
        <h2 id="account-title">Google account</h2>
        <p className="quiet">
          {link.accountEmail} writes the sheet. Reconnect to renew its consent, or to let another account
          write.
        </p>
      </div>
      {link.status === "error" ? null : <ReconnectButton className="button" />}
    </div>
    {link.status === "error" ? null : <ReconnectNews />}
    <p className="card-foot">
      <Anchor href={path.link(link.tenant)}>Link another sheet</Anchor>
    </p>
  </section>
);

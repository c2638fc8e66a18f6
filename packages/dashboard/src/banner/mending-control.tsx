import type { ReactElement } from "react";
import type { Link } from "../model/link.ts";
import type { Mending } from "../model/mending.ts";
import { SyncButton } from "../pages/overview/sync-button.tsx";
import { Anchor } from "../routing/anchor.tsx";
import { path } from "../routing/route.ts";
import { useReconnect } from "../state/reconnect-context.tsx";
import { Icon } from "../ui/icon.tsx";

interface MendingControlProps {
  readonly mending: Mending;
  readonly link: Link;
  /** The one that the banner offers before all others. */
  readonly isFirst?: boolean;
}

/** One thing that an admin can do about a link in error. */
export const MendingControl = ({ mending, link, isFirst = false }: MendingControlProps): ReactElement => {
  const className = isFirst ? "button button-alert" : "button-quiet";
  switch (mending) {
    case "reconnect":
      return <ReconnectButton className={className} />;
    case "sync":
      return <SyncButton className={className} />;
    case "choose-sheet":
      return (
        <Anchor className={className} href={path.link(link.tenant)}>
          Link another sheet
        </Anchor>
      );
    case "set-aside":
      return (
        <Anchor className={className} href={path.setAside(link.tenant)}>
          See the set-aside records
        </Anchor>
      );
    case "share":
    case "open-sheet":
      return (
        <a className={className} href={link.sheetUrl} target="_blank" rel="noreferrer">
          {mending === "share" ? "Open the sheet and share it" : "Open the sheet"}
          <Icon name="external" />
          <span className="visually-hidden">
            {mending === "share" ? ` with ${link.accountEmail}` : ""} (opens in a new tab)
          </span>
        </a>
      );
  }
};

/** Sends the admin to Google's consent page. */
export const ReconnectButton = ({
  className,
  label = "Reconnect Google",
}: {
  readonly className: string;
  readonly label?: string;
}): ReactElement => {
  const { attempt, begin } = useReconnect();
  const isAsking = attempt.status === "asking";
  return (
    <button
      type="button"
      className={className}
      aria-disabled={isAsking}
      onClick={isAsking ? undefined : begin}
    >
      {isAsking ? "Opening Google…" : label}
    </button>
  );
};

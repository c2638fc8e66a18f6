import type { ReactElement } from "react";
import { isRunning } from "../../model/badge.ts";
import { useTenant } from "../../state/tenant-context.tsx";
import { useSyncNow } from "../../state/use-sync-now.ts";
import { Icon } from "../../ui/icon.tsx";

/** Brings the sheet up to date now, and rests while a run is at work. */
export const SyncButton = ({ className }: { readonly className: string }): ReactElement => {
  const { sight } = useTenant();
  const { sync, isAsking } = useSyncNow();
  const isAtWork = isAsking || (sight.link !== undefined && isRunning(sight.link, sight.runs ?? []));
  return (
    <button
      type="button"
      className={className}
      aria-disabled={isAtWork}
      onClick={isAtWork ? undefined : sync}
    >
      <span className={isAtWork ? "sign spins" : "sign"}>
        <Icon name="sync" />
      </span>
      {isAtWork ? "Syncing…" : "Sync now"}
    </button>
  );
};

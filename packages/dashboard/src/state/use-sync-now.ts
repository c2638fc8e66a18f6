import { useCallback, useEffect, useRef, useState } from "react";
import { sentenceOfCode } from "../model/mending.ts";
import { records } from "../model/moment-words.ts";
import type { SyncRun } from "../model/sync-run.ts";
import { sentenceOfFailure } from "../port/call-failure.ts";
import { useHome } from "./home-context.tsx";
import { useTenant } from "./tenant-context.tsx";
import { type Say, useSay } from "./toasts.tsx";

/** What a run that somebody asked for came to. */
const tellEnd = (run: SyncRun, say: Say): void => {
  if (run.status === "failed") {
    say(sentenceOfCode(run.errorCode) ?? run.errorMessage ?? "The sync did not work.", "bad");
    return;
  }
  const aside = run.setAside === 0 ? "" : ` ${records(run.setAside)} cannot be written and were set aside.`;
  const news =
    run.added === 0 ? "The sheet was up to date already." : `${records(run.added)} added to the sheet.`;
  say(`${news}${aside}`);
};

/** Sync now, and the news of its end, however long it takes. */
export const useSyncNow = (): { readonly sync: () => void; readonly isAsking: boolean } => {
  const { desk } = useHome();
  const { tenant, sight } = useTenant();
  const say = useSay();
  const [isAsking, setIsAsking] = useState(false);
  const followed = useRef<string | undefined>(undefined);
  const { runs } = sight;
  useEffect(() => {
    const run = runs?.find(({ id }) => id === followed.current);
    if (run === undefined || run.status === "running") return;
    followed.current = undefined;
    tellEnd(run, say);
  }, [runs, say]);
  const sync = useCallback(async () => {
    setIsAsking(true);
    try {
      const answer = await desk.syncNow(tenant);
      if (answer.status === "over") tellEnd(answer.run, say);
      else followed.current = answer.runId;
    } catch (failure) {
      say(sentenceOfFailure(failure), "bad");
    } finally {
      setIsAsking(false);
    }
  }, [desk, tenant, say]);
  return { sync: () => void sync(), isAsking };
};

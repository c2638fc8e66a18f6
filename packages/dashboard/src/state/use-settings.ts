import { useCallback, useRef, useState } from "react";
import type { Link, Polling, PollingSettings } from "../model/link.ts";
import { CallFailure, sentenceOfFailure } from "../port/call-failure.ts";
import { useHome } from "./home-context.tsx";
import { useTenant } from "./tenant-context.tsx";
import { useSay } from "./toasts.tsx";

export interface SettingsView {
  /** As the admin wants it, whether or not the server has said yes so far. */
  readonly polling: Polling;
  readonly isSaving: boolean;
  /** What the server would not take, of the last change. */
  readonly refusal: CallFailure | undefined;
  readonly change: (settings: PollingSettings) => void;
}

/** Settings that are shown as changed at once, and as they were again if the server does not take them. */
export const useSettings = (link: Link): SettingsView => {
  const { desk } = useHome();
  const { learn } = useTenant();
  const say = useSay();
  const [wanted, setWanted] = useState<PollingSettings>({});
  const [saving, setSaving] = useState(0);
  const [refusal, setRefusal] = useState<CallFailure>();
  // One after the other: of two changes at once the earlier one must not be the last to arrive.
  const queue = useRef<Promise<void>>(Promise.resolve());
  const { tenant } = link;
  const save = useCallback(
    async (settings: PollingSettings) => {
      try {
        learn(await desk.configure(tenant, settings));
      } catch (failure) {
        if (failure instanceof CallFailure && failure.trouble === "unusable") setRefusal(failure);
        say(`Not saved. ${sentenceOfFailure(failure)}`, "bad");
      } finally {
        // What was wanted has come true or come to nothing; a newer wish for the same stays.
        setWanted((before) => without(before, settings));
        setSaving((count) => count - 1);
      }
    },
    [desk, learn, say, tenant],
  );
  const change = useCallback(
    (settings: PollingSettings) => {
      setRefusal(undefined);
      setWanted((before) => ({ ...before, ...settings }));
      setSaving((count) => count + 1);
      queue.current = queue.current.then(() => save(settings));
    },
    [save],
  );
  return { polling: { ...link.polling, ...wanted }, isSaving: saving > 0, refusal, change };
};

/** The wishes but for those that were just answered. */
const without = (wishes: PollingSettings, answered: PollingSettings): PollingSettings =>
  Object.fromEntries(
    Object.entries(wishes).filter(([name, value]) => value !== answered[name as keyof PollingSettings]),
  );

import type { Trigger } from "@attendance-export/core";

const words: Readonly<Record<Trigger, string>> = {
  schedule: "By schedule",
  manual: "Sync now",
  retry: "Retry",
  reconnect: "After reconnect",
};

/** Why a run began. */
export const triggerWords = (trigger: Trigger): string => words[trigger];

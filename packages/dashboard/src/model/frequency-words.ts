import type { Frequency } from "@attendance-export/core";
import { weeklyTimeOf, weeklyTimeWords } from "./weekly-times.ts";

type Named = Extract<Frequency, string>;

const words: Readonly<Record<Named, string>> = {
  "15min": "Every 15 minutes",
  "30min": "Every 30 minutes",
  hourly: "Every hour",
  daily: "Every day",
  weekly: "Every week",
};

/** The named frequencies, from often to seldom. */
export const namedFrequencies = Object.keys(words) as readonly Named[];

export const isNamed = (frequency: Frequency): frequency is Named => typeof frequency === "string";

/** `Every hour`, `Monday to Friday at 06:00`, or the expression itself. */
export const frequencyWords = (frequency: Frequency): string => {
  if (isNamed(frequency)) return words[frequency];
  const weekly = weeklyTimeOf(frequency.cron);
  return weekly === undefined ? `Cron ${frequency.cron}` : weeklyTimeWords(weekly);
};

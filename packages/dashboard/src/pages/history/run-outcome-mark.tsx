import type { ReactElement } from "react";
import type { RunOutcome } from "../../model/sync-run.ts";
import { Icon } from "../../ui/icon.tsx";

const marks = {
  completed: { icon: "check", word: "Completed" },
  failed: { icon: "cross", word: "Failed" },
  running: { icon: "sync", word: "Running" },
} as const;

/** How a run ended, as a sign with its word. */
export const RunOutcomeMark = ({
  outcome,
  withWord = false,
}: {
  readonly outcome: RunOutcome;
  readonly withWord?: boolean;
}): ReactElement => {
  const { icon, word } = marks[outcome];
  return (
    <span className={`outcome outcome-${outcome}`}>
      <span className="outcome-sign">
        <Icon name={icon} />
      </span>
      <span className={withWord ? undefined : "visually-hidden"}>{word}</span>
    </span>
  );
};

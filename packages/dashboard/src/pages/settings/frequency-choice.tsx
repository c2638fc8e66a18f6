import type { Frequency } from "@attendance-export/core";
import { type ReactElement, useId, useState } from "react";
import { frequencyWords, isNamed, namedFrequencies } from "../../model/frequency-words.ts";
import { cronOf, weeklyTimeOf } from "../../model/weekly-times.ts";
import type { CallFailure } from "../../port/call-failure.ts";
import { CronForm } from "./cron-form.tsx";
import { WeeklyTimeForm } from "./weekly-time-form.tsx";

interface FrequencyChoiceProps {
  readonly frequency: Frequency;
  readonly zone: string;
  readonly refusal: CallFailure | undefined;
  readonly choose: (frequency: Frequency) => void;
}

type Kind = "named" | "weekly" | "cron";

const kindOf = (frequency: Frequency): Kind => {
  if (isNamed(frequency)) return "named";
  return weeklyTimeOf(frequency.cron) === undefined ? "cron" : "weekly";
};

const SCHOOL_DAYS = { days: [1, 2, 3, 4, 5], time: "06:00" } as const;

/** How often, from a list, by days and a time, or by a cron expression. */
export const FrequencyChoice = ({ frequency, zone, refusal, choose }: FrequencyChoiceProps): ReactElement => {
  const name = useId();
  // What is open to be filled in, before there is anything to save.
  const [open, setOpen] = useState<Kind>();
  const kind = open ?? kindOf(frequency);
  const weekly = isNamed(frequency) ? undefined : weeklyTimeOf(frequency.cron);
  const pick = (picked: Frequency): void => {
    setOpen(undefined);
    choose(picked);
  };
  return (
    <fieldset className="choices">
      <legend>How often</legend>
      {namedFrequencies.map((one) => (
        <label key={one} className="choice">
          <input
            type="radio"
            name={name}
            checked={kind === "named" && frequency === one}
            onChange={() => pick(one)}
          />
          <span>{frequencyWords(one)}</span>
        </label>
      ))}
      <label className="choice">
        <input type="radio" name={name} checked={kind === "weekly"} onChange={() => setOpen("weekly")} />
        <span>On certain days</span>
      </label>
      <label className="choice">
        <input type="radio" name={name} checked={kind === "cron"} onChange={() => setOpen("cron")} />
        <span>Cron expression</span>
      </label>
      {kind === "weekly" ? (
        <WeeklyTimeForm
          key={isNamed(frequency) ? "new" : frequency.cron}
          present={weekly ?? SCHOOL_DAYS}
          isNew={weekly === undefined}
          zone={zone}
          save={(time) => pick({ cron: cronOf(time) })}
        />
      ) : null}
      {kind === "cron" ? (
        <CronForm
          present={isNamed(frequency) ? "" : frequency.cron}
          zone={zone}
          problem={refusal?.wanted === undefined ? refusal?.message : `This needs to be ${refusal.wanted}.`}
          save={(cron) => choose({ cron })}
        />
      ) : null}
    </fieldset>
  );
};

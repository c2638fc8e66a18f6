import { type ReactElement, useState } from "react";
import { dayName, WEEK, type Weekday, type WeeklyTime, weeklyTimeWords } from "../../model/weekly-times.ts";

interface WeeklyTimeFormProps {
  readonly present: WeeklyTime;
  /** Nothing of it is in force so far. */
  readonly isNew: boolean;
  readonly zone: string;
  readonly save: (time: WeeklyTime) => void;
}

/** Days to tick and a time to set, by the tenant's own clock. */
export const WeeklyTimeForm = ({ present, isNew, zone, save }: WeeklyTimeFormProps): ReactElement => {
  const [{ days, time }, setDraft] = useState(present);
  const isSame = !isNew && time === present.time && String(days) === String(present.days);
  const isWhole = days.length > 0 && /^\d\d:\d\d$/.test(time);
  const toggle = (day: Weekday): void => {
    const chosen = WEEK.filter((one) => (one === day ? !days.includes(one) : days.includes(one)));
    setDraft({ days: chosen, time });
  };
  return (
    <div className="choice-form">
      <fieldset className="days">
        <legend>Days</legend>
        {WEEK.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={days.includes(day)} onChange={() => toggle(day)} />
            <span>
              <span aria-hidden="true">{dayName(day).slice(0, 2)}</span>
              <span className="visually-hidden">{dayName(day)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="time-field">
        <span>Time</span>
        <input type="time" value={time} onChange={({ target }) => setDraft({ days, time: target.value })} />
      </label>
      <p className="quiet">
        {isWhole
          ? `${weeklyTimeWords({ days, time })}, ${zone.replaceAll("_", " ")} time.`
          : "Choose at least one day."}
      </p>
      <button
        type="button"
        className="button"
        disabled={isSame || !isWhole}
        onClick={() => save({ days, time })}
      >
        Save days and time
      </button>
    </div>
  );
};

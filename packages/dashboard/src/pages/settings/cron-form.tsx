import type { ReactElement } from "react";
import { Field } from "../../ui/field.tsx";
import { submitted } from "../../ui/submitted.ts";

interface CronFormProps {
  readonly present: string;
  readonly zone: string;
  readonly problem: string | undefined;
  readonly save: (cron: string) => void;
}

/** For who knows cron; whether the server can follow it, the server says. */
export const CronForm = ({ present, zone, problem, save }: CronFormProps): ReactElement => (
  <form className="choice-form" onSubmit={submitted((form) => save(String(form.get("cron")).trim()))}>
    <Field
      label="Expression"
      name="cron"
      hint={`Minute, hour, day, month, weekday, by the clock of ${zone.replaceAll("_", " ")}: 0 6 * * 1-5 is 06:00 from Monday to Friday.`}
      defaultValue={present}
      placeholder="0 6 * * 1-5"
      required
      autoComplete="off"
      spellCheck={false}
      problem={problem}
    />
    <button type="submit" className="button">
      Save expression
    </button>
  </form>
);

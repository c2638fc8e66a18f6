import type { ReactElement } from "react";
import { clockTime, dayAndTime, distance, fullMoment } from "../model/moment-words.ts";
import { useNow } from "../state/use-now.ts";

interface MomentProps {
  readonly at: number;
  /** The wall clock that it is told by: the tenant's. */
  readonly zone: string;
  /** `both`: "in 12 minutes, 14:00". */
  readonly as?: "both" | "distance" | "clock" | "time";
}

/** A moment in words, which keep up with the clock; in full when one points at it. */
export const Moment = ({ at, zone, as = "both" }: MomentProps): ReactElement => {
  const now = useNow();
  const far = distance(at, now);
  const clock = dayAndTime(at, now, zone);
  const words = { both: `${far}, ${clock}`, distance: far, clock, time: clockTime(at, zone) }[as];
  return (
    <time dateTime={new Date(at).toISOString()} title={fullMoment(at, zone)}>
      {words}
    </time>
  );
};

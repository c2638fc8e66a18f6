import { useEffect, useState } from "react";

/** The time, told again every so often; words such as "in 12 minutes" are made of it. */
export const useNow = (everyMs = 5_000): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
};

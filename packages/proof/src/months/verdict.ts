import { failureKind } from "@attendance-export/core";
import type { MonthsOutcome } from "./simulate-months.ts";
import { MINUTE } from "./timeline.ts";

/** A slot of a link that is well may wait this long: for a minute of the dispatcher, or for a process that died. */
const LONGEST_WAIT_MS = 40 * MINUTE;

/** What these months must not show, each as a sentence; nothing if all is well. */
export const faultsOf = ({ world, askedTwice, problems }: MonthsOutcome): readonly string[] => {
  const { slots, notices } = world;
  const late = [...slots.uses].filter(([use, { latestMs }]) => {
    const isOwnAffair = use.startsWith("one with") || use === "late: our service was down";
    return !isOwnAffair && latestMs > LONGEST_WAIT_MS;
  });
  return [
    ...slots.unexplained.map((slot) => `a slot that nobody can explain: ${slot}`),
    ...askedTwice.map((slot) => `a slot that was asked for twice: ${slot}`),
    ...late.map(([use, { latestMs }]) => `a link was starved: ${use}, ${latestMs / MINUTE} minutes`),
    ...notices.letters
      .filter(({ code, tenantId }) => !isOwn(code) && !world.everKilled.has(tenantId))
      .map(({ code, tenantId }) => `${tenantId} was suspended for ${code}`),
    ...notices.counts.toldTwice.map((incident) => `an incident was told twice: ${incident}`),
    ...problems,
  ];
};

/** Only a link's own failures, and the deaths of its own runs, may ever cost it its schedule. */
const isOwn = (code: Parameters<typeof failureKind>[0]): boolean =>
  failureKind(code).blame === "link" || failureKind(code).blame === "record";

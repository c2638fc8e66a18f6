import type { Link } from "../src/model/link.ts";

/** How a link stands, as operators see it. */
export const standingOf = (link: Link) => {
  const { polling, records } = link;
  const off = polling.enabled ? "fresh" : "off";
  const well = polling.suspendedAt === null ? off : "suspended";
  return {
    link,
    freshness: link.status === "error" ? ("error" as const) : (well as "off" | "suspended" | "fresh"),
    expectedBy: polling.nextPollAt,
    backlogAgeMs:
      (records?.waiting ?? 0) > 0 && link.lastGoodSync !== null ? Date.now() - link.lastGoodSync : null,
  };
};

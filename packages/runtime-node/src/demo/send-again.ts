import type { DemoWorld } from "./demo-world.ts";
import type { StagedTrouble } from "./trouble.ts";

/** Sends the last request a second time, as a queue does that delivers twice, or a proxy that repeats. */
export const sendAgain = async ({
  installation,
  lastSent,
}: DemoWorld): Promise<StagedTrouble | undefined> => {
  const { last } = lastSent;
  if (last === undefined) return undefined;
  const outcome = await installation.sheetSink().append(last.grant, last.batch);
  return {
    tenant: last.grant.tenantId,
    what: "the last request was sent a second time, byte for byte",
    happened: true,
    outcome:
      outcome.status === "refused"
        ? "the sheet refused it, for it holds the batch's receipt"
        : "the sheet took it a second time",
  };
};

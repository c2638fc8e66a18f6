import { defaultExportPolicy, type TimeZone } from "@attendance-export/core";
import { compose, composeStores } from "../../composition.ts";
import { Demo } from "../../demo/demo.ts";
import { type DemoInput, loadFile, loadSample } from "../../demo/demo-input.ts";
import { serveDemo } from "../../demo/demo-service.ts";
import { type DemoSummary, summarize } from "../../demo/demo-summary.ts";
import { linkDemoTenants } from "../../demo/demo-tenant.ts";
import { type DemoPlace, type DemoWorld, openDemoPlace } from "../../demo/demo-world.ts";
import { LastSent } from "../../demo/last-sent.ts";
import { type CommandContext, writeJson } from "../command-context.ts";
import { DemoStory } from "../demo-story.ts";
import { exitCode } from "../exit-code.ts";
import { Progress } from "../progress.ts";
import { importWithProgress } from "./import-command.ts";

export interface DemoOptions {
  readonly input?: string;
  readonly mapping?: string;
  readonly timeZone?: TimeZone;
  readonly report?: string;
  readonly records: number;
  readonly port?: number;
  readonly data?: string;
  readonly keep?: boolean;
  /** False with `--no-page`. */
  readonly page: boolean;
  /** Where the dashboard listens; 0 takes any free port. */
  readonly pagePort: number;
  readonly json?: boolean;
}

/** A small tenant gets small batches, so that there are some for things to go wrong with. */
const BATCHES_OF_A_SMALL_TENANT = 4;

/**
 * Everything at work on one machine, with trouble on purpose; then the dashboard, until Ctrl-C, where somebody looks on. Ends
 * with 0 only if every record is there exactly once.
 */
export const demoCommand = async (options: DemoOptions, context: CommandContext): Promise<number> => {
  const startedAt = performance.now();
  await using place = await openDemoPlace({ data: options.data, port: options.port });
  const story = new DemoStory(options.json ? context.err : context.out, context);
  story.opening(place);
  const input = await load(place, options, context);
  if (context.interruption.stop()) return exitCode.interrupted;
  story.loaded(input);
  const summary = await exportAll(place, input, story, startedAt);
  if (summary === undefined) return exitCode.interrupted;
  // Without a terminal nobody would end it.
  const keep = options.keep ?? (context.out.isInteractive && !options.json);
  if (options.json) writeJson(context, summary);
  else story.ending(summary, { keep });
  if (keep) await leaveUp(place, summary, options, { story, context });
  return summary.exactlyOnce ? exitCode.ok : exitCode.failed;
};

/** Serves what the demo made, so that it can be looked at, broken and mended. */
const leaveUp = async (
  place: DemoPlace,
  { batchRows }: DemoSummary,
  { page: hasPage, pagePort: port }: DemoOptions,
  { story, context }: { readonly story: DemoStory; readonly context: CommandContext },
): Promise<void> => {
  const { signal: stopping } = context.interruption;
  const say = (line: string): void => context.err.line(line);
  const server = await serveDemo(place, { batchRows, hasPage, port, stopping, say });
  try {
    await story.leaveUp(place, server);
  } finally {
    await server.close();
  }
};

const load = async (place: DemoPlace, options: DemoOptions, context: CommandContext): Promise<DemoInput> => {
  using stores = composeStores(place.data);
  const { input, records } = options;
  if (input !== undefined)
    return await loadFile(stores, input, (tenant) =>
      importWithProgress(input, { ...options, tenant, register: stores.register }, context),
    );
  const progress = new Progress(context.err, { label: "sample", unit: "records" });
  const loaded = await loadSample(stores, records, (count) => progress.update(count));
  progress.finish();
  return loaded;
};

const exportAll = async (
  place: DemoPlace,
  input: DemoInput,
  story: DemoStory,
  startedAt: number,
): Promise<DemoSummary | undefined> => {
  const { maxRows } = defaultExportPolicy;
  const batchRows =
    input.largest > maxRows ? maxRows : Math.max(1, Math.ceil(input.largest / BATCHES_OF_A_SMALL_TENANT));
  const lastSent = new LastSent(story);
  using installation = await compose({
    data: place.data,
    google: place.google,
    policy: { ...defaultExportPolicy, maxRows: batchRows },
    watcher: lastSent,
    say: story.say,
  });
  const world: DemoWorld = { ...place, installation, batchRows, lastSent };
  const outcome = await new Demo(world, story).run(await linkDemoTenants(world, input.tenants));
  if (outcome === undefined) return undefined;
  const totalMs = Math.round(performance.now() - startedAt);
  return summarize(outcome.tenants, { troubles: outcome.troubles, totalMs, batchRows, import: input.import });
};

import { once } from "node:events";
import type { ExportedBatch, TenantId } from "@attendance-export/core";
import type { DemoAudience } from "../demo/demo.ts";
import type { DemoInput } from "../demo/demo-input.ts";
import type { DemoSummary } from "../demo/demo-summary.ts";
import type { DemoPlace } from "../demo/demo-world.ts";
import type { StagedTrouble } from "../demo/trouble.ts";
import type { ExportWatcher } from "../export-watcher.ts";
import { asEnvironment } from "../google-settings.ts";
import type { CommandContext } from "./command-context.ts";
import { summaryLines } from "./commands/import-command.ts";
import { ExportProgress } from "./export-progress.ts";
import { counted, duration } from "./progress.ts";
import type { Terminal } from "./terminal.ts";
import { textTable } from "./text-table.ts";

/** What the demo tells a person, from its first line to its last. */
export class DemoStory implements DemoAudience, ExportWatcher {
  readonly #terminal: Terminal;
  readonly #context: CommandContext;
  readonly #progress: ExportProgress;

  constructor(terminal: Terminal, context: CommandContext) {
    this.#terminal = terminal;
    this.#context = context;
    this.#progress = new ExportProgress(context.err);
  }

  readonly stop = (): boolean => this.#context.interruption.stop();

  readonly say = (line: string): void => this.#terminal.line(line);

  opening({ emulator, data }: DemoPlace): void {
    this.say(
      `${this.#bold("Attendance Export")}: every approved record on its tenant's sheet, exactly once.`,
    );
    this.say(
      `Google is emulated at ${emulator.url}; records lie in ${data.path}. Nothing leaves this machine.`,
    );
    this.say("");
  }

  loaded(input: DemoInput): void {
    if (input.import !== undefined)
      for (const line of [...summaryLines(input.import), ...input.import.assumed]) this.say(line);
    this.say(this.#bold("Exporting, with trouble on purpose:"));
  }

  begin(tenantId: TenantId, backlog: number): void {
    this.#progress.begin(tenantId, backlog);
  }

  exported(tenantId: TenantId, batch: ExportedBatch): void {
    this.#progress.exported(tenantId, batch);
  }

  end(): void {
    this.#progress.end();
  }

  staged({ tenant, what, happened, outcome }: StagedTrouble): void {
    const mark = happened ? this.#terminal.style("green", "✓") : this.#terminal.style("dim", "-");
    this.say(`${mark} ${tenant === null ? "" : `${tenant}: `}${what}`);
    this.say(this.#terminal.style("dim", `    ${outcome}`));
  }

  ending(summary: DemoSummary, { keep }: { readonly keep?: boolean }): void {
    this.say("");
    this.say(textTable(columns, summary.tenants.map(asRow)));
    this.say("");
    this.#verdict(summary);
    this.say(
      `${counted(summary.recordsPerSecond)} records/s exported; peak memory ${counted(Math.round(summary.peakRssBytes / 1_000_000))} MB; ${duration(summary.totalMs / 1_000)} in all.`,
    );
    this.say("");
    for (const { tenant, page } of summary.tenants)
      this.say(`${tenant}: ${this.#terminal.style("cyan", page)}`);
    if (!keep) this.#whatNext();
  }

  /** Keeps the pages up, and says where the dashboard is and how the command line reaches this Google. */
  async leaveUp({ google, data, emulator }: DemoPlace, { url }: { readonly url: string }): Promise<void> {
    const { signal } = this.#context.interruption;
    this.say("");
    this.say(`${this.#bold("The dashboard")}: ${this.#terminal.style("cyan", url)}`);
    this.say(`The pages stay up at ${emulator.url} until Ctrl-C. The command line can use them meanwhile:`);
    for (const [name, value] of Object.entries(asEnvironment(google))) this.say(`  export ${name}=${value}`);
    this.say(`  attendance-export verify --data ${data.path}`);
    if (!signal.aborted) await once(signal, "abort");
  }

  #verdict({ exactlyOnce, records, quarantined, missing, duplicates }: DemoSummary): void {
    if (exactlyOnce)
      this.say(
        this.#terminal.style(["green", "bold"], `${everyOne(records - quarantined)} is there exactly once.`),
      );
    else
      this.say(
        this.#terminal.style(
          ["red", "bold"],
          `Not exactly once: ${missing} missing, ${duplicates} duplicates.`,
        ),
      );
  }

  #whatNext(): void {
    this.say("");
    this.say("The pages are gone when this ends. What to try next:");
    this.say(
      "  npm start -- --keep                                  the dashboard and the sheets in a browser",
    );
    this.say("  npm start -- --records 237000                        the same with more records");
    this.say(
      "  npm start -- --input FILE.csv --mapping FILE.json    your own file; examples/mappings has two mappings",
    );
  }

  #bold(text: string): string {
    return this.#terminal.style("bold", text);
  }
}

const everyOne = (records: number): string =>
  records === 1 ? "The record" : `Each of ${counted(records)} records`;

const columns = [
  { name: "tenant" },
  { name: "records", align: "right" },
  { name: "rows", align: "right" },
  { name: "batches", align: "right" },
  { name: "API calls", align: "right" },
  { name: "seconds", align: "right" },
  { name: "missing", align: "right" },
  { name: "duplicates", align: "right" },
] as const;

const asRow = (tenant: DemoSummary["tenants"][number]): readonly string[] => [
  tenant.tenant,
  counted(tenant.records),
  counted(tenant.rows),
  counted(tenant.batches),
  counted(tenant.apiCalls),
  (tenant.ms / 1_000).toFixed(1),
  counted(tenant.missing),
  counted(tenant.duplicates),
];

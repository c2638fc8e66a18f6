import { defaultExportPolicy, spreadsheetId, tenantId, timeZone } from "@attendance-export/core";
import { idInAddress } from "@attendance-export/http-api/spreadsheet-address";
import { Command, CommanderError, Option } from "commander";
import { DEFAULT_DATA_FOLDER } from "../data-folder.ts";
import { variables } from "../google-settings.ts";
import type { CommandContext } from "./command-context.ts";
import { describeError } from "./describe-error.ts";
import { exitCode, exitCodesHelp } from "./exit-code.ts";
import { each, parsed, wholeNumber } from "./parse-option.ts";

const MOST_RECORDS = 50_000_000;
const { maxRows, lateMs } = defaultExportPolicy;

/** Runs one command line and gives its exit code. Errors are told on the error output, never thrown. */
export const runCommandLine = async (args: readonly string[], context: CommandContext): Promise<number> => {
  let code: number = exitCode.ok;
  const program = buildProgram(context, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (thrown) {
    // commander has said what is wrong already.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCode.ok : exitCode.usage;
    return tell(thrown, context);
  }
};

const tell = (thrown: unknown, { err }: CommandContext): number => {
  const { what, advice, exitCode: code, isDefect } = describeError(thrown);
  err.line(`${err.style("red", "error:")} ${what}`);
  err.line(advice);
  if (isDefect && thrown instanceof Error && thrown.stack !== undefined) err.line(thrown.stack);
  return code;
};

const buildProgram = (context: CommandContext, end: (code: number) => void): Command => {
  const program = new Command("attendance-export")
    .description("Puts every approved attendance record on its tenant's Google Sheet, each exactly once.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out.line(text.trimEnd()),
      writeErr: (text) => context.err.line(text.trimEnd()),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError("(--help shows what there is)")
    .addHelpText("after", exitCodesHelp);
  const commands = new Commands(program, context, end);
  commands.addFilling();
  commands.addExporting();
  commands.addServing();
  commands.addLooking();
  commands.addDemo();
  return program;
};

/** Every command with its options; what they do is in files of their own. */
class Commands {
  readonly #program: Command;
  readonly #context: CommandContext;
  readonly #end: (code: number) => void;

  constructor(program: Command, context: CommandContext, end: (code: number) => void) {
    this.#program = program;
    this.#context = context;
    this.#end = end;
  }

  addFilling(): void {
    this.#add("import <file>", "bring the records of a CSV, JSON or NDJSON file into the store")
      .addOption(oneTenant())
      .option("--mapping <file>", "says which column is what; examples/mappings has two")
      .addOption(zone("the zone of the file's times, if there is no mapping"))
      .option("--report <file>", "write every refused row to this file")
      .addOption(data())
      .action(async (file: string, options) => {
        const { importCommand } = await import("./commands/import-command.ts");
        this.#end(await importCommand(file, options, this.#context));
      });
    this.#add(
      "link",
      `link a tenant to a spreadsheet (refresh token: ${variables.refreshToken}, or piped in)`,
    )
      .addOption(oneTenant())
      .requiredOption("--account <e-mail>", "the Google account whose token it is")
      .addOption(zone("the zone in which the sheet shows times").makeOptionMandatory())
      .option("--spreadsheet <id or address>", "use this spreadsheet", (text: string) =>
        parsed(spreadsheetId)(idInAddress(text)),
      )
      .addOption(
        new Option("--title <text>", "make a new spreadsheet of this title").conflicts("spreadsheet"),
      )
      .option("--tab <title>", "the title of the tab that is added", "Attendance")
      .option(
        "--field <name>",
        "a column beyond the usual ones; repeatable (default: the records' fields)",
        each,
      )
      .addOption(data())
      .action(this.#run(async () => (await import("./commands/link-command.ts")).linkCommand));
  }

  addExporting(): void {
    this.#add("export", "bring linked sheets up to date")
      .addOption(anyTenant())
      .addOption(batchRows())
      .option(
        "--wait",
        "wait while a request without an answer may still take effect, instead of ending with 75",
      )
      .addOption(lateSeconds())
      .addOption(data())
      .action(this.#run(async () => (await import("./commands/export-command.ts")).exportCommand));
    this.#add("verify", "read sheets back and compare them with the store")
      .addOption(anyTenant())
      .addOption(data())
      .action(this.#run(async () => (await import("./commands/verify-command.ts")).verifyCommand));
  }

  addServing(): void {
    this.#program
      .command("serve")
      .description("export on schedule and answer over HTTP, until it is stopped")
      .option("--port <n>", "where it listens; 0 takes any free port", wholeNumber(0, 65_535), 8_080)
      .option("--host <address>", "on which address; others than this machine need the token", "127.0.0.1")
      .option("--concurrency <n>", "tenants that are exported at a time", wholeNumber(1, 64), 4)
      .option("--every-seconds <n>", "how often due links are looked for", wholeNumber(1, 3_600), 60)
      .option("--keep-runs <days>", "how long the history keeps a run", wholeNumber(1, 36_500), 400)
      .option("--no-page", "answer programs alone, without the dashboard")
      .addOption(batchRows())
      .addOption(lateSeconds())
      .addOption(data())
      .addHelpText("after", exitCodesHelp)
      .action(this.#run(async () => (await import("./commands/serve-command.ts")).serveCommand));
  }

  addLooking(): void {
    this.#add("status", "show how links and records stand")
      .addOption(anyTenant())
      .addOption(data())
      .action(this.#run(async () => (await import("./commands/status-command.ts")).statusCommand));
    this.#add("history", "show a tenant's latest runs")
      .addOption(oneTenant())
      .option("--limit <n>", "how many", wholeNumber(1, 1_000), 20)
      .addOption(data())
      .action(this.#run(async () => (await import("./commands/history-command.ts")).historyCommand));
  }

  addDemo(): void {
    this.#add("demo", "see it at work with an emulated Google: no account, no network")
      .option("--input <file>", "export your own file instead of the sample")
      .option("--mapping <file>", "says which column of that file is what")
      .addOption(zone("the zone of that file's times, if there is no mapping"))
      .option("--report <file>", "write every refused row of that file here")
      .option("--records <n>", "approved records of the sample", wholeNumber(1, MOST_RECORDS), 3_000)
      .option(
        "--port <n>",
        "where the emulated Google listens (default: any free port)",
        wholeNumber(1, 65_535),
      )
      .option("--data <folder>", "keep everything in this folder (default: a temporary one)")
      .option("--keep", "leave the dashboard up until Ctrl-C (default: where there is a terminal)")
      .option("--no-keep", "end once everything is exported")
      .option("--no-page", "without the dashboard's page: its API and its panel alone")
      .option(
        "--page-port <n>",
        "where the dashboard listens; 0 takes any free port",
        wholeNumber(0, 65_535),
        0,
      )
      .action(this.#run(async () => (await import("./commands/demo-command.ts")).demoCommand));
  }

  #add(usage: string, description: string): Command {
    return this.#program
      .command(usage)
      .description(description)
      .option("--json", "print one JSON document and nothing else")
      .addHelpText("after", exitCodesHelp);
  }

  /** A command is loaded when it is called: `export` needs no web server, and `--help` nothing at all. */
  #run<Options>(load: () => Promise<(options: Options, context: CommandContext) => Promise<number>>) {
    return async (options: Options): Promise<void> => {
      const command = await load();
      this.#end(await command(options, this.#context));
    };
  }
}

const data = (): Option =>
  new Option("--data <folder>", "where records, ledger and keys are kept")
    .env(variables.data)
    .default(DEFAULT_DATA_FOLDER);
const batchRows = (): Option =>
  new Option("--batch-rows <n>", "rows that one request may write")
    .argParser(wholeNumber(1, maxRows))
    .default(maxRows);
const lateSeconds = (): Option =>
  new Option(
    "--late-seconds <n>",
    "how long a request without an answer may still take effect; only an emulated Google may be given less",
  )
    .argParser(wholeNumber(1, 86_400))
    .default(lateMs / 1_000);
const oneTenant = (): Option =>
  new Option("--tenant <id>", "the tenant").argParser(parsed(tenantId)).makeOptionMandatory();
const anyTenant = (): Option =>
  new Option("--tenant <id>", "one tenant (default: all)").argParser(parsed(tenantId));
const zone = (description: string): Option =>
  new Option("--time-zone <name>", description).argParser(parsed(timeZone));

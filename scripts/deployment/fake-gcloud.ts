/**
 * Stands for gcloud, npm, npx and our own bundler where there is no Google: writes down how it was called, and remembers what
 * was made, so that a second deployment finds the first one's work. Its first argument says which program it stands for.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.FAKE_CLOUD ?? "";
const state = join(folder, "state.json");
const [program, ...args] = process.argv.slice(2);
const made = new Set<string>(existsSync(state) ? (JSON.parse(readFileSync(state, "utf8")) as string[]) : []);

/** The value of `--name=value`. */
const flag = (name: string): string =>
  args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? "";
const words = args.filter((arg) => !arg.startsWith("--"));
const has = (...names: readonly string[]): boolean => names.every((name) => words.includes(name));

appendFileSync(join(folder, "calls.jsonl"), `${JSON.stringify([program, ...args])}\n`);

/** Keeps it, and answers what gcloud would. */
const remember = (what: string, name = ""): string => {
  made.add(what);
  writeFileSync(state, JSON.stringify([...made]));
  return name;
};

const found = (what: string, name: string): string => (made.has(what) ? name : "");

/** One resource: its group's words and its name, without the verb. An account is made by name and found by address. */
const resource = (verb: string): string =>
  words
    .filter((word) => word !== verb)
    .join(" ")
    .replace(/@.*$/, "");

const titleIn = (file: string): string => /^displayName: (.+)$/m.exec(readFileSync(file, "utf8"))?.[1] ?? "";

/** What gcloud prints. */
const answer = (): string => {
  const [, third = "", fourth = ""] = words.slice(1);
  if (has("secrets", "versions", "add")) {
    writeFileSync(join(folder, `${fourth}.secret`), readFileSync(0));
    return remember(`value of ${fourth}`);
  }
  if (has("secrets", "versions", "list")) return found(`value of ${fourth}`, "1");
  if (has("projects", "describe")) return "123456789012";
  if (has("functions", "describe")) {
    const kind = flag("format").includes("service") ? "services" : "triggers";
    return `projects/p/locations/r/${kind}/${third.toLowerCase()}`;
  }
  if (has("triggers", "describe")) return `projects/p/subscriptions/eventarc-${fourth}-sub`;
  if (has("channels", "list")) return found("channel", "channels/1");
  if (has("channels", "create")) return remember("channel", "channels/1");
  if (has("policies", "list")) return found(`policy ${flag("filter")}`, "policies/1");
  if (has("policies", "create"))
    return remember(`policy displayName="${titleIn(flag("policy-from-file"))}"`, "policies/1");
  // A scheduler job is created as one of Pub/Sub, and described without that word.
  if (words.includes("create")) return remember(resource("create").replace("jobs pubsub ", "jobs "));
  const isMissing = words.includes("describe") && !has("databases") && !made.has(resource("describe"));
  if (isMissing) process.exitCode = 1;
  // gcloud is chatty, also where nobody wants to know.
  return "Done.";
};

if (program === "gcloud") process.stdout.write(`${answer()}\n`);
if (program === "node") mkdirSync("packages/runtime-functions/dist/functions", { recursive: true });

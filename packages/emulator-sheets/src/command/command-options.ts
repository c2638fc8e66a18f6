import { parseArgs } from "node:util";
import type { NewClient } from "../accounts/oauth-client.ts";
import type { SheetsEmulatorOptions } from "../sheets-emulator.ts";

/** What the command line asks for. */
export interface CommandOptions {
  readonly emulator: SheetsEmulatorOptions;
  /** Accounts that are to exist, with tokens that are printed. */
  readonly accounts: readonly string[];
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

/** A command line that cannot be run; its message is for the person who typed it. */
export class UsageError extends Error {}

export const usage = `Usage: sheets-emulator [options]

A local server that answers like Google Sheets v4, Drive v3 and Google's OAuth.

  --port N          listen on 127.0.0.1:N (default: any free port)
  --file PATH       keep spreadsheets in this SQLite file (default: in memory)
  --account EMAIL   an account with tokens for a test; may be given more than once
                    (default: you@example.com)
  --redirect-uri U  where the OAuth client may send people back to; may be given more than once
  --client-id ID    the OAuth client's id (default: drawn from the seed)
  --client-secret S the OAuth client's secret (default: drawn from the seed)
  --app-name NAME   what the consent page calls the app
  --testing         a consent screen "in testing": refresh tokens die after seven days
  --quotas          count requests as Google does: 60 a minute and user, 300 a project
  --seed N          draw ids and tokens from this seed (default: 1)
  --json            print one line of JSON instead of text
  --help            show this text
`;

function wholeNumber(text: string | undefined, name: string, largest: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== "" && Number.isInteger(number) && number >= 0 && number <= largest) return number;
  throw new UsageError(
    `--${name} must be a whole number from 0 to ${largest}, and not ${JSON.stringify(text)}.`,
  );
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        file: { type: "string" },
        account: { type: "string", multiple: true },
        "redirect-uri": { type: "string", multiple: true },
        "client-id": { type: "string" },
        "client-secret": { type: "string" },
        "app-name": { type: "string" },
        testing: { type: "boolean", default: false },
        quotas: { type: "boolean", default: false },
        seed: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Values = ReturnType<typeof parse>;

/** The OAuth client as far as the command line describes it. */
function clientIn(values: Values): Partial<NewClient> {
  const { "redirect-uri": redirectUris, "client-id": clientId, "client-secret": clientSecret } = values;
  const odd = redirectUris?.find((uri) => !URL.canParse(uri));
  if (odd !== undefined)
    throw new UsageError(`--redirect-uri must be an absolute URI, and not ${JSON.stringify(odd)}.`);
  const appName = values["app-name"];
  return {
    ...(redirectUris === undefined ? {} : { redirectUris }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(appName === undefined ? {} : { appName }),
    ...(values.testing ? { isTesting: true } : {}),
  };
}

/** Reads the command line. @throws UsageError for an option that there is not, or a value that it cannot have */
export function commandOptions(args: readonly string[]): CommandOptions {
  const values = parse(args);
  const { port, file, account = ["you@example.com"], quotas, seed, json, help } = values;
  const portNumber = wholeNumber(port, "port", 65_535);
  const seedNumber = wholeNumber(seed, "seed", 2 ** 32 - 1);
  const odd = account.find((email) => !/^\S+@\S+$/.test(email));
  if (odd !== undefined)
    throw new UsageError(`--account must be an e-mail address, and not ${JSON.stringify(odd)}.`);
  return {
    emulator: {
      ...(portNumber === undefined ? {} : { port: portNumber }),
      ...(seedNumber === undefined ? {} : { seed: seedNumber }),
      ...(file === undefined ? {} : { storage: { file } }),
      client: clientIn(values),
      ...(quotas ? { quotas: "google" as const } : {}),
    },
    accounts: account,
    isJson: json,
    isHelp: help,
  };
}

import type { SheetsEmulator } from "@attendance-export/emulator-sheets";
import { MAIL_PASSWORD } from "./mail-box.ts";
import { SERVICE_ACCOUNT_TOKEN } from "./metadata-server.ts";

/** Google's tokens and codes begin like this; so do those of the emulators. */
const PATTERNS = [
  /ya29\.[\w.-]+/g,
  /1\/\/[\w-]+/g,
  /\b4\/0[\w-]+/g,
  /GOCSPX-[\w-]+/g,
  /eyJ[\w-]+\.[\w-]+\.[\w-]*/g,
];

/** Who printed, and who knows what must not be among it. */
interface Printed {
  readonly functions: { readonly output: string };
  readonly sheets: SheetsEmulator;
  readonly keyRing: string;
}

/** Every secret, by its kind, that stands in what the functions printed. */
export const secretsInLog = ({ functions, sheets, keyRing }: Printed): readonly string[] => {
  const { output } = functions;
  const { keys } = JSON.parse(keyRing) as { keys: readonly { secret: string }[] };
  const exact = [
    sheets.accounts.client.clientSecret,
    MAIL_PASSWORD,
    SERVICE_ACCOUNT_TOKEN,
    keys[0]?.secret ?? "",
  ];
  return [
    ...exact.filter((secret) => output.includes(secret)),
    ...PATTERNS.flatMap((pattern) => output.match(pattern) ?? []),
  ];
};

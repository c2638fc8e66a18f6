import type { Caller } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { World } from "../faults/world.ts";
import type { Files } from "../files/files.ts";
import type { Quotas } from "../quotas/quotas.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { FieldMask } from "../schema/field-mask.ts";
import type { EmulatorClock } from "../time/clock.ts";

/** All that the methods of the Sheets API work with. */
export interface Engine {
  readonly files: Files;
  readonly accounts: Accounts;
  readonly quotas: Quotas;
  readonly random: SeededRandom;
  readonly clock: EmulatorClock;
  readonly world: World;
  /** The address under which the emulator is reached, without a slash at its end. */
  readonly url: () => string;
}

/** One call of a method, its parameters and body already checked. */
export interface SheetsCall {
  readonly engine: Engine;
  readonly caller: Caller;
  /** From the path. */
  readonly params: Readonly<Record<string, string>>;
  /** From the query: only what the method knows, lists as lists. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The body mapped onto the method's message; empty when the method takes none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What the caller wants of the reply; undefined when `fields` was not given. */
  readonly fields: FieldMask | undefined;
}

/** One method of the discovery document. */
export interface SheetsMethod {
  /** `spreadsheets.values.get` */
  readonly id: string;
  readonly access: "read" | "write";
  /** Whether a read-only scope is enough. */
  readonly isReadScopeEnough: boolean;
  /** The method's own query parameters, with types as in the message table. */
  readonly query: Readonly<Record<string, string>>;
  /** The message of the body, and the field to which Google's front end binds it (empty for the whole request). */
  readonly body?: { readonly message: string; readonly path: string };
  /** The message of the reply. */
  readonly reply: string;
  run(call: SheetsCall): unknown;
}

import type { Accounts } from "../accounts/accounts.ts";
import type { CallLog } from "../calls/call-log.ts";
import type { Faults } from "../faults/faults.ts";
import type { World } from "../faults/world.ts";
import type { Files } from "../files/files.ts";
import type { People } from "../people/people.ts";
import type { Quotas } from "../quotas/quotas.ts";
import type { EmulatorClock } from "../time/clock.ts";

/** All that the emulator's own pages show and switch. */
export interface PageServices {
  readonly files: Files;
  readonly accounts: Accounts;
  readonly people: People;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly quotas: Quotas;
  readonly world: World;
  readonly clock: EmulatorClock;
  /** Where the emulator listens. */
  readonly url: () => string;
}

import { Accounts } from "./accounts/accounts.ts";
import { CallLog } from "./calls/call-log.ts";
import { controlSurface } from "./control/control-surface.ts";
import { driveSurface } from "./drive/drive-surface.ts";
import { Faults } from "./faults/faults.ts";
import { likelyWorld } from "./faults/world.ts";
import { Files } from "./files/files.ts";
import { openStorage } from "./files/open-storage.ts";
import { sheetsSurface } from "./methods/sheets-surface.ts";
import { AuthorizationCodes } from "./oauth/authorization-codes.ts";
import { IdTokens } from "./oauth/id-tokens.ts";
import { oauthSurface } from "./oauth/oauth-surface.ts";
import { assetSurface } from "./pages/asset-surface.ts";
import { pageSurface } from "./pages/page-surface.ts";
import { People } from "./people/people.ts";
import { googleQuotas, Quotas } from "./quotas/quotas.ts";
import { SeededRandom } from "./random/seeded-random.ts";
import { HttpListener } from "./server/http-listener.ts";
import { CallServer } from "./server/serve-call.ts";
import type { SheetsEmulator, SheetsEmulatorOptions } from "./sheets-emulator.ts";
import { systemClock } from "./time/clock.ts";

/**
 * Starts an emulator in this process.
 *
 * Give its `url` to a client as the root of every Google host; `accounts.add` gives the tokens.
 */
export async function startSheetsEmulator(options: SheetsEmulatorOptions = {}): Promise<SheetsEmulator> {
  const { port = 0, clock = systemClock, seed = 1 } = options;
  const random = new SeededRandom(seed);
  const world = likelyWorld();
  const { store, shelf } = await openStorage(options.storage);
  const files = new Files({ store, shelf, clock, random });
  const accounts = new Accounts({ clock, random, shelf, world, client: options.client });
  const quotas = new Quotas(clock, options.quotas === "google" ? googleQuotas : options.quotas);
  const calls = new CallLog();
  const faults = new Faults({
    world,
    setStaleMs: (ms) => {
      files.staleMs = ms;
    },
  });
  let url = "";
  const engine = { files, accounts, quotas, random, clock, world, url: () => url };
  const codes = new AuthorizationCodes(clock, random);
  const people = new People({ files, random, world, clock });
  const surfaces = [
    sheetsSurface(engine),
    driveSurface({ files, accounts }),
    oauthSurface({ accounts, codes, idTokens: new IdTokens(clock), clock }, () => url),
    assetSurface,
    pageSurface({ files, accounts, people, faults, calls, quotas, world, clock, url: () => url }),
    controlSurface({ faults, people, accounts, calls, quotas }),
  ];
  const listener = new HttpListener(surfaces, new CallServer({ clock, faults, calls }), options.observe);
  url = `http://127.0.0.1:${await listener.listen(port)}`;
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await listener.close();
    shelf.close();
  };
  return { url, accounts, faults, people, calls, quotas, files, close };
}

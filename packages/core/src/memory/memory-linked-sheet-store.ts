import { byCodePoint } from "../model/code-point-order.ts";
import type { TenantId } from "../model/ids.ts";
import type { LinkedSheet, LinkState } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";
import type { DueLink, DuePage, LinkedSheetStore, LinkPage } from "../ports/linked-sheet-store.ts";
import type { MemoryDatabase } from "./memory-database.ts";

const bySlot = (left: DueLink, right: DueLink): number =>
  left.nextPollAt - right.nextPollAt || byCodePoint(left.tenantId, right.tenantId);

/** Reads the links that are kept in memory. */
export class MemoryLinkedSheetStore implements LinkedSheetStore {
  readonly #database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    this.#database = database;
  }

  load(tenantId: TenantId): Promise<LinkState | undefined> {
    return this.#database.call(() => this.#database.tenant(tenantId).state);
  }

  list({ after, limit }: LinkPage): Promise<readonly LinkedSheet[]> {
    return this.#database.call(() =>
      this.#links()
        .filter(({ tenantId }) => after === undefined || byCodePoint(tenantId, after) > 0)
        .sort((left, right) => byCodePoint(left.tenantId, right.tenantId))
        .slice(0, limit),
    );
  }

  due(now: EpochMs, { after, limit }: DuePage): Promise<readonly DueLink[]> {
    return this.#database.call(() =>
      this.#links()
        .flatMap(({ tenantId, polling: { enabled, nextPollAt } }) =>
          enabled && nextPollAt !== null && nextPollAt <= now ? [{ tenantId, nextPollAt }] : [],
        )
        .filter((link) => after === undefined || bySlot(link, after) > 0)
        .sort(bySlot)
        .slice(0, limit),
    );
  }

  #links(): readonly LinkedSheet[] {
    return this.#database.tenants().flatMap(({ state }) => (state === undefined ? [] : [state.link]));
  }
}

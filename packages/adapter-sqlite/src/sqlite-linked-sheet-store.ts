import type { StatementSync } from "node:sqlite";
import {
  type DueLink,
  type DuePage,
  type EpochMs,
  type LinkedSheet,
  type LinkedSheetStore,
  type LinkPage,
  type LinkState,
  type TenantId,
  tenantId,
} from "@attendance-export/core";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { storedJson, storedNumber, storedText } from "./stored-json.ts";
import { linkStateIn } from "./stored-link.ts";

/** Reads the links. */
export class SqliteLinkedSheetStore implements LinkedSheetStore {
  readonly #database: SqliteDatabase;
  readonly #load: StatementSync;
  readonly #list: StatementSync;
  readonly #due: StatementSync;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#load = database.prepare("SELECT link, ledger FROM link WHERE tenant = ?");
    this.#list = database.prepare("SELECT link FROM link WHERE tenant > ? ORDER BY tenant LIMIT ?");
    this.#due = database.prepare(
      `SELECT due_at, tenant FROM link WHERE due_at <= ? AND (due_at, tenant) > (?, ?)
       ORDER BY due_at, tenant LIMIT ?`,
    );
  }

  load(tenant: TenantId): Promise<LinkState | undefined> {
    return this.#database.read(() => linkStateIn(this.#load.get(tenant)));
  }

  list({ after, limit }: LinkPage): Promise<readonly LinkedSheet[]> {
    return this.#database.read(() =>
      this.#list.all(after ?? "", limit).map(({ link }) => storedJson<LinkedSheet>(link)),
    );
  }

  due(now: EpochMs, { after, limit }: DuePage): Promise<readonly DueLink[]> {
    return this.#database.read(() =>
      this.#due
        .all(now, after?.nextPollAt ?? Number.MIN_SAFE_INTEGER, after?.tenantId ?? "", limit)
        .map(({ due_at, tenant }) => ({
          tenantId: tenantId(storedText(tenant)),
          nextPollAt: storedNumber(due_at),
        })),
    );
  }
}

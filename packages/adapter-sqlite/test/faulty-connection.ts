import { DatabaseSync, type StatementSync } from "node:sqlite";

/** What goes wrong at each call of SQLite: before it does anything, or with the answer, once all is done. */
export interface Fault {
  readonly errcode: number;
  readonly message: string;
  readonly when: "before" | "after";
}

/** An error as node:sqlite makes it. */
export const sqliteError = (errcode: number, message: string): Error =>
  Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errcode, errstr: message });

/**
 * A real connection that can be made to fail. An answer is lost only where the effect is done: after a COMMIT, or after a
 * statement outside a transaction.
 */
export class FaultyConnection extends DatabaseSync {
  fault: Fault | undefined;
  /** Calls let through before the fault begins. */
  patience = 0;

  override exec(sql: string): void {
    if (this.fault === undefined || sql === "ROLLBACK") super.exec(sql);
    else this.#failing(() => super.exec(sql));
  }

  override prepare(sql: string): StatementSync {
    const statement = super.prepare(sql);
    return new Proxy(statement, {
      get: (honest, name) => {
        const method: unknown = Reflect.get(honest, name);
        if (typeof method !== "function") return method;
        return (...given: unknown[]) => this.#failing(() => method.apply(honest, given));
      },
    });
  }

  #failing<Result>(work: () => Result): Result {
    const { fault } = this;
    if (fault === undefined) return work();
    if (this.patience > 0) {
      this.patience -= 1;
      return work();
    }
    if (fault.when === "before") throw sqliteError(fault.errcode, fault.message);
    const result = work();
    if (!this.isTransaction) throw sqliteError(fault.errcode, fault.message);
    return result;
  }
}

import type { AdminNotifier, DeadLetter, Notice, TenantId } from "@attendance-export/core";

/** What was told, counted by what it tells of. */
export interface NoticeCounts {
  /** Episodes of failure that admins were told of, by their first sentence. */
  readonly incidents: number;
  readonly byKind: ReadonlyMap<Notice["kind"], number>;
  /** The same notice once more, after a crash between telling and crossing off. */
  readonly repeats: number;
  /** Incidents that were told twice under two ids; must be none. */
  readonly toldTwice: readonly string[];
}

/** Keeps what admins and operators were told, and finds who was told twice. */
export class NoticeBook implements AdminNotifier {
  readonly #ids = new Set<string>();
  readonly #byKind = new Map<Notice["kind"], number>();
  /** First notices of each incident, by kind. */
  readonly #firsts = new Map<string, Notice["kind"][]>();
  readonly #toldTwice: string[] = [];
  #repeats = 0;
  readonly letters: DeadLetter[] = [];
  /** Hears of each new notice. */
  onNotice: ((tenantId: TenantId, notice: Notice) => void) | undefined;

  get counts(): NoticeCounts {
    return {
      incidents: this.#firsts.size,
      byKind: this.#byKind,
      repeats: this.#repeats,
      toldTwice: this.#toldTwice,
    };
  }

  async tell(tenantId: TenantId, notice: Notice): Promise<void> {
    const key = `${tenantId} ${notice.id}`;
    if (this.#ids.has(key)) {
      this.#repeats++;
      return;
    }
    this.#ids.add(key);
    this.#byKind.set(notice.kind, (this.#byKind.get(notice.kind) ?? 0) + 1);
    if (notice.kind === "link-failed" || notice.kind === "polling-suspended") this.#first(key, notice.kind);
    this.onNotice?.(tenantId, notice);
  }

  bury(letter: DeadLetter): void {
    if (!this.letters.some(({ id }) => id === letter.id)) this.letters.push(letter);
  }

  /** An incident has one first notice; that its schedule rests may be followed by what to do, and by nothing else. */
  #first(key: string, kind: Notice["kind"]): void {
    const incident = key.replace(/-(failed|suspended)$/, "");
    const kinds = [...(this.#firsts.get(incident) ?? []), kind];
    this.#firsts.set(incident, kinds);
    if (kinds.length > 1 && kinds.join() !== "polling-suspended,link-failed")
      this.#toldTwice.push(`${incident}: ${kinds.join()}`);
  }
}

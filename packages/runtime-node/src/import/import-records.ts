import {
  type AttendanceRegister,
  InvalidInput,
  type RecordDraft,
  type TenantId,
} from "@attendance-export/core";
import type { ImportPlan } from "./import-plan.ts";
import { SeenIds } from "./seen-ids.ts";
import { describePlace, type Place, type SourceItem } from "./source-row.ts";

/** What an import did with every row of the file. */
export interface ImportSummary {
  /** New in the store, different from what it held, and just as it held them. */
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows, or cells of a wide file, that could not become records. */
  readonly rejected: number;
  /** What the mapping told to pass over, by its reason. */
  readonly skipped: readonly { readonly because: string; readonly count: number }[];
  readonly columnsLeftOut: readonly string[];
  /** Ctrl-C came before the end; importing again goes on, for what is there already changes nothing. */
  readonly stopped: boolean;
}

export interface ImportRequest {
  readonly tenantId: TenantId;
  readonly items: AsyncIterable<SourceItem>;
  readonly plan: ImportPlan;
  /** Hears of every row that is refused, in the file's order. */
  readonly onProblem: (place: Place, message: string) => void;
  /** Hears how many records are in the store by now. */
  readonly onProgress: (records: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** One transaction of the store: large enough to be quick, small enough to hold in memory. */
const RECORDS_A_PUT = 1_000;

/**
 * Brings the records of a file into the store. Good rows are kept and bad ones reported; memory holds one batch.
 * Repeating it with the same file changes nothing. Rejects with the register's `PortFailure`.
 */
export class ImportRecords {
  readonly #register: Pick<AttendanceRegister, "put">;

  constructor(register: Pick<AttendanceRegister, "put">) {
    this.#register = register;
  }

  async execute(request: ImportRequest): Promise<ImportSummary> {
    const { items, plan, signal } = request;
    const tally = new ImportTally(request);
    using seen = new SeenIds();
    let batch: RecordDraft[] = [];
    const flush = async (): Promise<void> => {
      if (batch.length === 0) return;
      tally.put(await this.#register.put(request.tenantId, batch));
      batch = [];
    };
    for await (const item of items) {
      if (signal?.aborted) break;
      for (const unfolded of plan.unfold(item)) {
        const draft = draftOf(unfolded, plan, seen, tally);
        if (draft !== undefined) batch.push(draft);
        if (batch.length >= RECORDS_A_PUT) await flush();
      }
    }
    await flush();
    return tally.summary(signal?.aborted ?? false);
  }
}

const draftOf = (
  item: SourceItem,
  plan: ImportPlan,
  seen: SeenIds,
  tally: ImportTally,
): RecordDraft | undefined => {
  if (item.kind === "problem") return tally.reject(item.place, [item.message]);
  const reason = plan.skipReason(item);
  if (reason !== undefined) return tally.skip(reason);
  const drafted = plan.draft(item);
  if ("messages" in drafted) return tally.reject(item.place, drafted.messages);
  const { draft, idLabel } = drafted;
  const before = seen.add(draft.id, describePlace(item.place));
  if (before === undefined) return draft;
  const { message } = new InvalidInput(
    idLabel,
    draft.id,
    `an id of its own: ${before} has it too, and that one counts`,
  );
  return tally.reject(item.place, [message]);
};

class ImportTally {
  readonly #request: ImportRequest;
  readonly #skipped = new Map<string, number>();
  #added = 0;
  #changed = 0;
  #unchanged = 0;
  #rejected = 0;

  constructor(request: ImportRequest) {
    this.#request = request;
  }

  put({ added, changed, unchanged }: Awaited<ReturnType<AttendanceRegister["put"]>>): void {
    this.#added += added;
    this.#changed += changed;
    this.#unchanged += unchanged;
    this.#request.onProgress(this.#added + this.#changed + this.#unchanged);
  }

  reject(place: Place, messages: readonly string[]): undefined {
    this.#rejected += 1;
    for (const message of messages) this.#request.onProblem(place, message);
  }

  skip(because: string): undefined {
    this.#skipped.set(because, (this.#skipped.get(because) ?? 0) + 1);
  }

  summary(stopped: boolean): ImportSummary {
    const { emptyCells, columnsLeftOut } = this.#request.plan;
    const skipped = [...this.#skipped].map(([because, count]) => ({ because, count }));
    if (emptyCells() > 0) skipped.push({ because: "empty cell", count: emptyCells() });
    return {
      added: this.#added,
      changed: this.#changed,
      unchanged: this.#unchanged,
      rejected: this.#rejected,
      skipped,
      columnsLeftOut,
      stopped,
    };
  }
}

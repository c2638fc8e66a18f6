import { Answer, Ask, byte, Mark, Request, type State } from "./layout.ts";
import type { Model } from "./model.ts";
import type { Moves } from "./moves.ts";

/** What may become of one request: lost, or served at any later time, whether or not its sender still waits. */
export const sheetMoves = (model: Model, state: State, index: number, moves: Moves): void => {
  const { layout } = model;
  const request = layout.request(index);
  if (byte(state, request.asks) === Ask.NONE) return;
  const service = new Service(model, state, request, moves);
  service.lose();
  if (byte(state, request.grant) !== byte(state, layout.valid)) service.deny();
  else service.serve();
};

/** Google's side of one request. */
class Service {
  readonly #model: Model;
  readonly #state: State;
  readonly #request: Request;
  readonly #moves: Moves;

  constructor(model: Model, state: State, request: Request, moves: Moves) {
    this.#model = model;
    this.#state = state;
    this.#request = request;
    this.#moves = moves;
  }

  lose(): void {
    this.#moves.fault(this.#saying("lost on its way"), (to) => this.#answer(to, Answer.LOST));
  }

  deny(): void {
    this.#moves.add(this.#saying("denied"), (to) => this.#answer(to, Answer.DENIED));
  }

  /** All or nothing, and nothing at all where the id is in use: assumptions A1 and A2. */
  serve(): void {
    const { layout, bounds } = this.#model;
    const state = this.#state;
    const batch = byte(state, this.#request.batch);
    if (byte(state, this.#request.asks) === Ask.APPEND) {
      this.#write({ sheet: 0, records: byte(state, this.#request.extra), revisions: 0, mark: undefined });
      return;
    }
    const sheet = byte(state, layout.sheetOf(batch));
    const mark = layout.mark(sheet, batch, byte(state, this.#request.extra));
    const isUsed = byte(state, mark) !== Mark.NONE;
    const isMarked = !this.#model.has("NO_RECEIPT");
    if (isUsed && !bounds.usedIdsAccepted)
      this.#moves.add(this.#saying("refused, the id is in use"), (to) => this.#answer(to, Answer.IN_USE));
    else if (byte(state, this.#request.asks) === Ask.VOID)
      this.#moves.add(this.#saying("void for ever"), (to) => {
        to[mark] = Mark.VOID;
        return this.#answer(to, Answer.OK);
      });
    else {
      const records = byte(state, layout.recordsOf(batch));
      this.#write({
        sheet,
        records,
        revisions: byte(state, layout.revisionsOf(batch)),
        mark: isMarked ? mark : undefined,
      });
    }
  }

  #write(rows: Rows): void {
    const { layout, bounds } = this.#model;
    if ((rows.records & bounds.poison & ~rows.revisions) !== 0) {
      this.#moves.add(this.#saying("refused for what it holds"), (to) => this.#answer(to, Answer.REFUSED));
      return;
    }
    this.#moves.add(this.#saying("done"), (to) => {
      this.#insert(to, rows);
      if (rows.mark !== undefined) to[rows.mark] = Mark.ROWS;
      return this.#answer(to, Answer.OK);
    });
    if (this.#model.has("NO_ATOMICITY"))
      this.#moves.fault(this.#saying("done by half, the receipt is missing"), (to) => {
        this.#insert(to, rows);
        return this.#answer(to, Answer.LOST);
      });
    if (byte(this.#state, layout.refusedSpuriously) < bounds.spuriousRefusals)
      this.#moves.fault(this.#saying("refused without reason"), (to) => {
        to[layout.refusedSpuriously] = byte(to, layout.refusedSpuriously) + 1;
        return this.#answer(to, Answer.REFUSED);
      });
  }

  #insert(to: State, { sheet, records, revisions }: Rows): void {
    const { layout, bounds } = this.#model;
    for (let record = 0; record < bounds.records; record++) {
      if ((records & (1 << record)) === 0) continue;
      const rows = layout.rows(sheet, record);
      to[rows] = Math.min(2, byte(to, rows) + 1);
    }
    to[layout.ever(sheet)] = byte(to, layout.ever(sheet)) | records;
    to[layout.written(sheet)] = (byte(to, layout.written(sheet)) & ~records) | (revisions & records);
  }

  #answer(to: State, answer: number): undefined {
    const waiter = byte(to, this.#request.waiter);
    if (waiter > 0) to[this.#model.layout.worker(waiter - 1).answer] = answer;
    to.fill(0, this.#request.from, this.#request.from + Request.bytes);
    return undefined;
  }

  #saying(outcome: string): () => string {
    return () => {
      const batch = byte(this.#state, this.#request.batch);
      const what = ["", `rows of batch ${batch}`, `a void receipt for batch ${batch}`, "rows"];
      const isLeft = byte(this.#state, this.#request.waiter) === 0;
      const gone = isLeft ? ", whose sender is gone," : "";
      return `the sheet gets ${what[byte(this.#state, this.#request.asks)]}${gone}: ${outcome}`;
    };
  }
}

interface Rows {
  readonly sheet: number;
  readonly records: number;
  readonly revisions: number;
  /** Where their receipt goes; a naive exporter writes none. */
  readonly mark: number | undefined;
}

import { Batch, byte, Lease, namesOf, type State, Why } from "./layout.ts";
import { MAX_ROWS } from "./model.ts";
import type { Step } from "./steps.ts";
import { afterNoting, batchOf, goOn, goTo, isAlone, startAgain, type Turn } from "./turn.ts";

/** What a worker may do once it knows, or believes it knows, what became of its batch. */
export const closingMoves = (turn: Turn, step: Step): void => {
  const { model, state } = turn;
  const { layout } = model;
  const batch = batchOf(turn);
  switch (step) {
    case "GIVE_UP":
      whilePlanned(turn, `gives batch ${batch} up`, (to) => {
        if (byte(to, layout.whyOf(batch)) === Why.NOT) to[layout.whyOf(batch)] = Why.CONTENT;
        to[layout.worker(turn.number).why] = byte(to, layout.whyOf(batch));
        return goTo(to, turn, model.has("NO_VOID") ? "JUDGE_VOID" : "SEND_VOID");
      });
      break;
    case "MOVE":
      whilePlanned(turn, `moves batch ${batch} to a fresh id`, (to) => {
        const known = byte(state, layout.worker(turn.number).base);
        const isStill = byte(to, layout.baseOf(batch)) === known || model.has("BLIND_MOVE");
        if (isStill) to[layout.baseOf(batch)] = byte(to, layout.baseOf(batch)) + 1;
        return afterNoting(to, turn);
      });
      break;
    case "APPLY":
      whilePlanned(turn, `notes that batch ${batch} is on the sheet`, (to) => {
        const applied = model.has("BLIND_APPLY") ? byte(to, layout.open) : batch;
        to[layout.stateOf(applied)] = Batch.APPLIED;
        return goTo(to, turn, "MARK");
      });
      break;
    case "MARK":
      mark(turn);
      break;
    case "CONFIRM":
      confirm(turn);
      break;
    case "JUDGE_VOID":
      judgeVoid(turn);
      break;
    case "SET_ASIDE":
      setAside(turn);
      break;
    case "CLOSE_VOID":
      closeVoid(turn);
      break;
    default:
      flag(turn);
  }
};

const isOpenAs = ({ model, state }: Turn, batch: number, standing: number): boolean =>
  (byte(state, model.layout.open) === batch || model.has("NO_OPEN_CHECK")) &&
  byte(state, model.layout.stateOf(batch)) === standing;

/** A transaction that changes the open batch if it is still this one and still planned. */
const whilePlanned = (turn: Turn, what: string, change: (to: State) => undefined): void => {
  const { model, state, number, moves } = turn;
  const batch = batchOf(turn);
  const isBlind = model.has("BLIND_APPLY") && byte(state, model.layout.open) !== 0;
  if (isBlind || isOpenAs(turn, batch, Batch.PLANNED)) moves.add(() => `W${number} ${what}`, change);
  else
    moves.add(
      () => `W${number} finds batch ${batch} settled`,
      (to) => (isOpenAs(turn, batch, Batch.APPLIED) ? goTo(to, turn, "MARK") : startAgain(to, turn)),
    );
};

/** Records are marked one after the other, in no transaction: a crash may leave some marked. I2: no false success. */
const mark = (turn: Turn): void => {
  const { model, state, number, moves } = turn;
  const { layout } = model;
  const isNaive = model.has("NAIVE");
  const batch = batchOf(turn);
  const records = byte(state, isNaive ? layout.worker(number).read : layout.recordsOf(batch));
  const left = records & ~byte(state, layout.exported);
  const isEarly = model.has("CONFIRM_FIRST") && byte(state, layout.stateOf(batch)) === Batch.APPLIED;
  if (left === 0 || isEarly) {
    moves.add(
      () => `W${number} has marked all of ${isNaive ? namesOf(records) : `batch ${batch}`}`,
      (to) => {
        if (isNaive) return model.end(to, number);
        // Marked before it was sent: only now does it leave.
        if (model.has("MARK_FIRST") && isOpenAs(turn, batch, Batch.PLANNED)) return goTo(to, turn, "SEND");
        return goTo(to, turn, "CONFIRM");
      },
    );
    return;
  }
  const record = left & -left;
  const sheet = isNaive ? 0 : byte(state, layout.sheetOf(batch));
  const newest = isNaive || model.has("MARK_NEWEST");
  const revision = byte(state, newest ? layout.revision : layout.revisionsOf(batch)) & record;
  moves.add(
    () => `W${number} marks ${namesOf(record)}`,
    (to) => {
      to[layout.exported] = byte(to, layout.exported) | record;
      // What is exported is not set aside any more.
      to[layout.setAside] = byte(to, layout.setAside) & ~record;
      to[layout.asideRevision] = byte(to, layout.asideRevision) & ~record;
      to[layout.exportedRevision] = byte(to, layout.exportedRevision) | revision;
      if ((byte(state, layout.ever(sheet)) & record) === 0)
        return `I2: ${namesOf(record)} is marked and was never written`;
      return (byte(state, layout.written(sheet)) & record) === revision
        ? undefined
        : `I2: ${namesOf(record)} is marked with a revision that was never written`;
    },
  );
};

/** The batch is over, if it is still the open one. The half that went through holds no refused record, so the other does. */
const confirm = (turn: Turn): void => {
  const { model, number, moves } = turn;
  const { layout } = model;
  const batch = batchOf(turn);
  const isOwn = isOpenAs(turn, batch, Batch.APPLIED);
  moves.add(
    () => `W${number} ${isOwn ? "confirms" : "finds closed:"} batch ${batch}`,
    (to) => {
      if (isOwn) {
        to[layout.stateOf(batch)] = Batch.CONFIRMED;
        const suspects = byte(to, layout.suspects);
        const size = isAlone(turn) ? 1 : MAX_ROWS;
        to[layout.suspects] = suspects > size ? suspects - size : 0;
        to[layout.limit] = suspects > size ? 1 : Math.min(MAX_ROWS, 2 * byte(to, layout.limit));
      }
      if (isOwn || model.has("BLIND_CLEAR")) to[layout.open] = 0;
      if (model.has("CONFIRM_FIRST")) return isOwn ? goTo(to, turn, "MARK") : startAgain(to, turn);
      return goOn(to, turn, isOwn || model.has("STALE_AHEAD") || model.has("KEEP_AHEAD"));
    },
  );
};

/** The void receipt stands. One record alone is the one that was looked for, if the ledger says so. */
const judgeVoid = (turn: Turn): void => {
  const { model, state, number, moves } = turn;
  const { layout } = model;
  const batch = batchOf(turn);
  const isStale = model.has("STALE_REASON");
  const why = byte(state, isStale ? layout.worker(number).why : layout.whyOf(batch));
  const isOpen = byte(state, layout.open) === batch || isStale;
  const isToBlame = isOpen && isAlone(turn) && why !== Why.RELINKED;
  moves.add(
    () => `W${number} knows that batch ${batch} is void`,
    (to) => goTo(to, turn, isToBlame && !model.has("CLOSE_FIRST") ? "SET_ASIDE" : "CLOSE_VOID"),
  );
};

/** The batch is closed: its records are free, in smaller batches. */
const closeVoid = (turn: Turn): void => {
  const { model, state, number, moves } = turn;
  const { layout } = model;
  const batch = batchOf(turn);
  const isOwn = isOpenAs(turn, batch, Batch.PLANNED);
  const why = byte(state, layout.whyOf(batch));
  moves.add(
    () => `W${number} ${isOwn ? "closes" : "finds closed:"} batch ${batch}, void`,
    (to) => {
      if (isOwn) {
        to[layout.stateOf(batch)] = Batch.VOID;
        to[layout.open] = 0;
        if (why !== Why.RELINKED) to[layout.limit] = 1;
        if (why === Why.CONTENT || why === Why.NOT) to[layout.suspects] = isAlone(turn) ? 0 : MAX_ROWS;
      }
      if (model.has("CLOSE_FIRST") && isOwn && isAlone(turn) && why !== Why.RELINKED)
        return goTo(to, turn, "SET_ASIDE");
      // Its records are free again: what was read ahead is no good any more.
      return goOn(to, turn, false);
    },
  );
};

/** Sets the record aside, in the revision that was frozen. */
const setAside = (turn: Turn): void => {
  const { model, state, number, moves } = turn;
  const { layout } = model;
  const batch = batchOf(turn);
  const records = byte(state, layout.recordsOf(batch));
  const newest = model.has("ASIDE_NEWEST");
  const revisions = byte(state, newest ? layout.revision : layout.revisionsOf(batch)) & records;
  moves.add(
    () => `W${number} sets ${namesOf(records)} aside`,
    (to) => {
      to[layout.setAside] = byte(to, layout.setAside) | records;
      to[layout.asideRevision] = (byte(to, layout.asideRevision) & ~records) | revisions;
      return model.has("CLOSE_FIRST") ? startAgain(to, turn) : goTo(to, turn, "CLOSE_VOID");
    },
  );
};

/** Google denied access. The link is flagged only by the run that has it, and only for the grant in force. */
const flag = (turn: Turn): void => {
  const { model, state, number, moves } = turn;
  const { layout, bounds } = model;
  const worker = layout.worker(number);
  const isFresh = byte(state, worker.grant) === byte(state, layout.grant) || model.has("STALE_FLAG");
  const isOwner = !bounds.lease || byte(state, worker.lease) !== Lease.NONE;
  moves.add(
    () => `W${number} ${isFresh && isOwner ? "flags the link" : "flags nothing: its news is old"}`,
    (to) => {
      if (isFresh && isOwner) to[layout.inError] = 1;
      return model.end(to, number);
    },
  );
};

import { closingMoves } from "./closing-moves.ts";
import { Answer, Ask, Batch, byte, Mark, namesOf, type State, Why } from "./layout.ts";
import type { Step } from "./steps.ts";
import { afterNoting, batchOf, goTo, isAlone, type Turn } from "./turn.ts";

/** What a worker with a batch in its hands may do next. */
export const deliveryMoves = (turn: Turn, step: Step): void => {
  switch (step) {
    case "LOOK":
      look(turn);
      break;
    case "NOTE":
      note(turn);
      break;
    case "SEND":
    case "SEND_VOID":
      send(turn, step);
      break;
    case "AWAIT_ROWS":
    case "AWAIT_VOID":
      hear(turn, step);
      break;
    case "READ_RECEIPT":
    case "READ_AFTER_REFUSAL":
      readReceipt(turn, step);
      break;
    default:
      closingMoves(turn, step);
  }
};

const receiptOf = (turn: Turn): number => {
  const { model, state, number } = turn;
  return model.receiptAt(state, batchOf(turn), byte(state, model.layout.worker(number).base));
};

/** While a request may still be under way its receipt is looked at first; later, the same bytes are sent again. */
const look = (turn: Turn): void => {
  const { model, number, moves } = turn;
  const batch = batchOf(turn);
  const mark = receiptOf(turn);
  moves.add(
    () => `W${number} looks at receipt ${batch}`,
    (to) => {
      if (mark === Mark.ROWS) return goTo(to, turn, "APPLY");
      if (mark === Mark.VOID) return goTo(to, turn, "JUDGE_VOID");
      return model.end(to, number);
    },
  );
  moves.add(
    () => `W${number} takes batch ${batch} up`,
    (to) => {
      // Without the refusal of used ids, searching is all that is left.
      if (model.has("SEARCH_FIRST") && mark === Mark.ROWS) return goTo(to, turn, "APPLY");
      if (model.has("SEARCH_FIRST") && mark === Mark.VOID) return goTo(to, turn, "JUDGE_VOID");
      return goTo(to, turn, "NOTE");
    },
  );
};

/** Writes down that a request is about to leave, and learns how the batch stands. */
const note = (turn: Turn): void => {
  const { number, moves } = turn;
  moves.add(
    () => `W${number} notes that it sends batch ${batchOf(turn)}`,
    (to) => afterNoting(to, turn),
  );
};

const send = (turn: Turn, step: "SEND" | "SEND_VOID"): void => {
  const { model, state, number, moves } = turn;
  const worker = model.layout.worker(number);
  const batch = batchOf(turn);
  const isNaive = model.has("NAIVE");
  const read = byte(state, worker.read);
  const asks = isNaive ? Ask.APPEND : step === "SEND" ? Ask.ROWS : Ask.VOID;
  const what = isNaive
    ? `rows of ${namesOf(read)}`
    : `${step === "SEND" ? "" : "a void receipt for "}batch ${batch}`;
  moves.add(
    () => `W${number} sends ${what}`,
    (to) => {
      const isSent = model.send(to, number, {
        asks,
        batch,
        extra: isNaive ? read : byte(state, worker.base),
      });
      if (!isSent) return model.end(to, number);
      return goTo(to, turn, step === "SEND" ? "AWAIT_ROWS" : "AWAIT_VOID");
    },
  );
};

const hear = (turn: Turn, step: "AWAIT_ROWS" | "AWAIT_VOID"): void => {
  const { model, state, number, moves } = turn;
  const answer = byte(state, model.layout.worker(number).answer);
  const then = (name: string, next: Step | undefined): void =>
    moves.add(
      () => `W${number} hears: ${name}`,
      (to) => {
        to[model.layout.worker(number).answer] = Answer.NONE;
        return next === undefined ? model.end(to, number) : goTo(to, turn, next);
      },
    );
  const isRows = step === "AWAIT_ROWS";
  const isNaive = model.has("NAIVE");
  if (answer === Answer.OK) then("done", isRows ? (isNaive ? "MARK" : "APPLY") : "JUDGE_VOID");
  if (answer === Answer.IN_USE) then("the id is in use", model.has("USED_IS_OK") ? "APPLY" : "READ_RECEIPT");
  if (answer === Answer.REFUSED) then("refused", isNaive ? undefined : "READ_AFTER_REFUSAL");
  if (answer === Answer.DENIED) then("denied", "FLAG");
  if (answer === Answer.LOST) then("nothing", undefined);
  if (isRows && !isNaive && (answer === Answer.NONE || answer === Answer.LOST)) suspect(turn);
};

/**
 * The send tells nothing, and it was not the first: a batch of many is given up for its size, while its request may still be
 * under way; a batch of one that met errors gets its void receipt at once, and nothing is written down before.
 */
const suspect = (turn: Turn): void => {
  const { model, state, number, moves } = turn;
  const { layout, bounds } = model;
  const batch = batchOf(turn);
  if (byte(state, layout.suspected) >= bounds.suspicions) return;
  const count = (to: State): void => {
    to[layout.suspected] = byte(to, layout.suspected) + 1;
    to[layout.worker(number).answer] = Answer.NONE;
  };
  if (isAlone(turn))
    moves.fault(
      () => `W${number} hears an error and tries a void receipt`,
      (to) => {
        count(to);
        model.leave(to, number);
        return goTo(to, turn, "SEND_VOID");
      },
    );
  else
    moves.fault(
      () => `W${number} waits no longer and gives batch ${batch} up for its size`,
      (to) => {
        count(to);
        const isOwn = byte(to, layout.open) === batch && byte(to, layout.stateOf(batch)) === Batch.PLANNED;
        if (isOwn && byte(to, layout.whyOf(batch)) === Why.NOT) to[layout.whyOf(batch)] = Why.UNANSWERED;
        return model.end(to, number);
      },
    );
};

/** The receipt decides, never the words of the refusal. */
const readReceipt = (turn: Turn, step: "READ_RECEIPT" | "READ_AFTER_REFUSAL"): void => {
  const { model, number, moves } = turn;
  const mark = receiptOf(turn);
  moves.add(
    () => `W${number} reads receipt ${batchOf(turn)}: ${["none", "rows", "void", "a stranger's"][mark]}`,
    (to) => {
      if (mark === Mark.ROWS) return goTo(to, turn, "APPLY");
      if (mark === Mark.VOID) return goTo(to, turn, "JUDGE_VOID");
      if (mark === Mark.STRANGER) return goTo(to, turn, "MOVE");
      return step === "READ_AFTER_REFUSAL" ? goTo(to, turn, "GIVE_UP") : model.end(to, number);
    },
  );
};

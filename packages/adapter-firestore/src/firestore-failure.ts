import { type FailureCode, PortFailure } from "@attendance-export/core";
import { TRUE_CODE } from "./wire-policy.ts";

/** What the SDK throws for a call that Firestore, or the way to it, failed. */
interface GrpcError extends Error {
  readonly code: number;
  readonly metadata?: { get(name: string): readonly unknown[] };
}

interface Meaning {
  readonly code: FailureCode;
  /** What is the matter, and what to do. */
  readonly says: string;
}

const unavailable = (says: string): Meaning => ({ code: "store-unavailable", says });
const misconfigured = (says: string): Meaning => ({ code: "store-misconfigured", says });

const NO_ANSWER = "did not answer. Try again.";
const TOO_MUCH = "was sent more at once than it takes. Lower the batch's size.";
const SPENT = "has spent its quota: of the day, or for lack of billing. Raise it, or wait for the next day.";

/** By status code of gRPC (google.rpc.Code). What is missing here cannot happen to the calls we make. */
const meanings: ReadonlyMap<number, Meaning> = new Map([
  [1, unavailable(NO_ANSWER)],
  [2, unavailable("answered with an error that it does not explain. Try again.")],
  [3, misconfigured("refuses what was written: most often a document over 1 MiB.")],
  [4, unavailable(NO_ANSWER)],
  [5, misconfigured("has no such database in this project. Create it, or name the right one.")],
  [
    7,
    misconfigured("refuses: the service account lacks the role Cloud Datastore User (roles/datastore.user)."),
  ],
  [8, unavailable("is asked for more than it gives at this moment. Try again later.")],
  [9, misconfigured("lacks an index (deploy firestore.indexes.json), or is a database in Datastore mode.")],
  [10, unavailable("was too busy with others' writes to the same documents. Try again.")],
  [11, misconfigured("refuses an argument out of its range.")],
  [12, misconfigured("does not know the call: the address is not Firestore's, or an old emulator's.")],
  [13, unavailable("had an error of its own. Try again.")],
  [14, unavailable(NO_ANSWER)],
  [15, misconfigured("tells that data is lost or damaged. Restore it from a backup.")],
  [16, misconfigured("does not accept the credentials of this program.")],
]);

const RESOURCE_EXHAUSTED = 8;
/** The same code stands for three things; only the words tell them apart. */
const exhausted: readonly (readonly [RegExp, Meaning])[] = [
  [/message (larger than|exceeds)|payload|transaction too big/i, misconfigured(TOO_MUCH)],
  [/quota|billing/i, { code: "store-full", says: SPENT }],
];

/** INVALID_ARGUMENT for a whole commit, where a document over its limit is named otherwise. */
const OVERSIZED_COMMIT =
  /(transaction|request) (payload|is) ?too big|exceeds the maximum allowed (request|transaction)/i;
const INVALID_ARGUMENT = 3;

const isGrpcError = (thrown: unknown): thrown is GrpcError =>
  thrown instanceof Error && "code" in thrown && typeof thrown.code === "number";

/** The status that Firestore gave, also where `wirePolicy` handed it over under another. */
const trueCode = ({ code, metadata }: GrpcError): number => {
  const [carried] = metadata?.get(TRUE_CODE) ?? [];
  return carried === undefined ? code : Number(carried);
};

/** NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION and ABORTED: somebody else wrote first. */
const CONFLICTS = new Set([5, 6, 9, 10]);

/** Whether a commit with preconditions met another state than it was made for. Of a read these codes mean something else. */
export const isConflict = (thrown: unknown): boolean =>
  isGrpcError(thrown) && CONFLICTS.has(trueCode(thrown));

const ALREADY_EXISTS = 6;

/** Whether a document was to be created that is there. */
export const isThereAlready = (thrown: unknown): boolean =>
  isGrpcError(thrown) && trueCode(thrown) === ALREADY_EXISTS;

const meaningOf = (code: number, message: string): Meaning | undefined => {
  if (code === RESOURCE_EXHAUSTED) {
    const told = exhausted.find(([words]) => words.test(message));
    if (told !== undefined) return told[1];
  }
  if (code === INVALID_ARGUMENT && OVERSIZED_COMMIT.test(message)) return misconfigured(TOO_MUCH);
  return meanings.get(code);
};

/** A client that was closed by its own program throws plain words. */
const CLOSED = /client has already been terminated/i;

/**
 * The one place where Firestore's errors get our names. What is not an inability of the store comes back as it was given: a
 * `PortFailure` made already, a defect of this program, an error of a transition.
 */
export const firestoreFailure = (thrown: unknown): unknown => {
  if (!isGrpcError(thrown))
    return thrown instanceof Error && CLOSED.test(thrown.message)
      ? new PortFailure("store-unavailable", "Firestore was closed by this program.", { cause: thrown })
      : thrown;
  const code = trueCode(thrown);
  const meaning = meaningOf(code, thrown.message);
  if (meaning === undefined) return thrown;
  return new PortFailure(meaning.code, `Firestore ${meaning.says} (${code}: ${thrown.message})`, {
    cause: thrown,
  });
};

/** Runs a port's call, so that it rejects with a `PortFailure` and nothing else of Firestore's. */
export const inFirestore = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (thrown) {
    throw firestoreFailure(thrown);
  }
};

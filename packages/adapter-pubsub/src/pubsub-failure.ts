import { type FailureCode, PortFailure } from "@attendance-export/core";

/** What the SDK throws for a call that Pub/Sub, or the way to it, failed. */
interface GrpcError extends Error {
  readonly code: number;
}

interface Meaning {
  readonly code: FailureCode;
  /** What is the matter, and what to do. */
  readonly says: string;
}

const unavailable = (says: string): Meaning => ({ code: "queue-unavailable", says });
const misconfigured = (says: string): Meaning => ({ code: "store-misconfigured", says });

const NO_ANSWER = "did not answer. Try again.";

/** By status code of gRPC (google.rpc.Code). What is missing here cannot happen to a publish. */
const meanings: ReadonlyMap<number, Meaning> = new Map([
  [1, unavailable(NO_ANSWER)],
  [2, unavailable("answered with an error that it does not explain. Try again.")],
  [3, misconfigured("refuses the message: most often one over 10 MB, or a topic's name that cannot be.")],
  [4, unavailable(NO_ANSWER)],
  [5, misconfigured("has no such topic in this project. Run deploy/deploy.sh, or name the right one.")],
  [
    7,
    misconfigured("refuses: the service account lacks the role Pub/Sub Publisher (roles/pubsub.publisher)."),
  ],
  [8, unavailable("is sent more at this moment than the project's quota allows. Try again later.")],
  [9, misconfigured("does not take messages for this topic: it is being deleted, or its key is disabled.")],
  [10, unavailable("was busy with the same topic. Try again.")],
  [12, misconfigured("does not know the call: the address is not Pub/Sub's.")],
  [13, unavailable("had an error of its own. Try again.")],
  [14, unavailable(NO_ANSWER)],
  [16, misconfigured("does not accept the credentials of this program.")],
]);

const isGrpcError = (thrown: unknown): thrown is GrpcError =>
  thrown instanceof Error && "code" in thrown && typeof thrown.code === "number";

/** A client that was closed by its own program throws plain words, under a code that gRPC keeps for success. */
const CLOSED = /closed PubSub object/i;

/**
 * The one place where Pub/Sub's errors get our names. What is not an inability of the queue comes back as it was given: a
 * defect of this program.
 */
export const pubsubFailure = (thrown: unknown): unknown => {
  if (!isGrpcError(thrown)) return thrown;
  if (CLOSED.test(thrown.message))
    return new PortFailure("queue-unavailable", "Pub/Sub was closed by this program.", { cause: thrown });
  const meaning = meanings.get(thrown.code);
  if (meaning === undefined) return thrown;
  return new PortFailure(meaning.code, `Pub/Sub ${meaning.says} (${thrown.code}: ${thrown.message})`, {
    cause: thrown,
  });
};

import type { GrpcFaultProxy, GrpcMessage } from "./grpc-fault-proxy.ts";
import { fieldNumbers } from "./protocol-buffer.ts";

/** What Firestore would bill. */
export interface FirestoreBill {
  /** Documents read, those that were missing included, and one for a query that found none; counts are not among them. */
  readonly reads: number;
  /** Documents written or deleted. */
  readonly writes: number;
  /** Queries that only count: a read for each thousand index entries, at least one. */
  readonly counts: number;
  readonly requests: number;
}

/** Fields of Firestore's messages (google.firestore.v1). */
const FOUND = 1;
const MISSING = 2;
const DOCUMENT = 1;
const WRITES = 2;

/** Counts what passes through a proxy in front of Firestore, from its making on. */
export class FirestoreMeter {
  #reads = 0;
  #writes = 0;
  #counts = 0;
  #requests = 0;
  /** Queries of which no document has come yet. */
  readonly #fruitless = new Set<number>();

  constructor(proxy: GrpcFaultProxy) {
    proxy.watch = (message) => this.#count(message);
  }

  get bill(): FirestoreBill {
    const reads = this.#reads + this.#fruitless.size;
    return { reads, writes: this.#writes, counts: this.#counts, requests: this.#requests };
  }

  /** What came since the last time, or since the beginning. */
  take(): FirestoreBill {
    const { bill } = this;
    this.#fruitless.clear();
    [this.#reads, this.#writes, this.#counts, this.#requests] = [0, 0, 0, 0];
    return bill;
  }

  #count({ call, method, from, bytes }: GrpcMessage): void {
    const has = (...fields: readonly number[]): number =>
      fieldNumbers(bytes).filter((field) => fields.includes(field)).length;
    if (from === "client") {
      this.#requests += 1;
      if (method === "Commit") this.#writes += has(WRITES);
      if (method === "RunAggregationQuery") this.#counts += 1;
      if (method === "RunQuery") this.#fruitless.add(call);
    } else if (method === "BatchGetDocuments") this.#reads += has(FOUND, MISSING);
    else if (method === "RunQuery" && has(DOCUMENT) > 0) {
      this.#reads += 1;
      this.#fruitless.delete(call);
    }
  }
}

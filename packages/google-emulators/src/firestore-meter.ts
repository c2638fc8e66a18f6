import type { GrpcFaultProxy, GrpcMessage } from "./grpc-fault-proxy.ts";
import { fieldNumbers } from "./protocol-buffer.ts";

/** What Firestore would bill. */
export interface FirestoreBill {
  /** Documents read, those that were missing included; counts are not among them. */
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

  constructor(proxy: GrpcFaultProxy) {
    proxy.watch = (message) => this.#count(message);
  }

  get bill(): FirestoreBill {
    return { reads: this.#reads, writes: this.#writes, counts: this.#counts, requests: this.#requests };
  }

  /** What came since the last time, or since the beginning. */
  take(): FirestoreBill {
    const { bill } = this;
    [this.#reads, this.#writes, this.#counts, this.#requests] = [0, 0, 0, 0];
    return bill;
  }

  #count({ method, from, bytes }: GrpcMessage): void {
    const has = (...fields: readonly number[]): number =>
      fieldNumbers(bytes).filter((field) => fields.includes(field)).length;
    if (from === "client") {
      this.#requests += 1;
      if (method === "Commit") this.#writes += has(WRITES);
      if (method === "RunAggregationQuery") this.#counts += 1;
    } else if (method === "BatchGetDocuments") this.#reads += has(FOUND, MISSING);
    else if (method === "RunQuery") this.#reads += has(DOCUMENT);
  }
}

import { isPortFailure, PortFailure } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { firestoreFailure, inFirestore, isConflict, isThereAlready } from "./firestore-failure.ts";
import { TRUE_CODE } from "./wire-policy.ts";

/** As the SDK throws it: gRPC's code, and metadata that may carry the code that stood there first. */
const grpcError = (code: number, message: string, carried?: number): Error =>
  Object.assign(new Error(`${code} ${message}`), {
    code,
    metadata: {
      get: (name: string) => (name === TRUE_CODE && carried !== undefined ? [String(carried)] : []),
    },
  });

const rows: readonly (readonly [number, string, string])[] = [
  [1, "Cancelled on client", "store-unavailable"],
  [2, "Unknown error", "store-unavailable"],
  [3, 'The value of property "fields" is longer than 1048487 bytes.', "store-misconfigured"],
  [3, "Transaction too big. Decrease transaction size.", "store-misconfigured"],
  [4, "Deadline exceeded after 15.000s", "store-unavailable"],
  [5, "The database (default) does not exist for project demo", "store-misconfigured"],
  [7, "Missing or insufficient permissions.", "store-misconfigured"],
  [
    7,
    "Cloud Firestore API has not been used in project demo before or it is disabled.",
    "store-misconfigured",
  ],
  [8, "Quota exceeded.", "store-full"],
  [8, "This API method requires billing to be enabled.", "store-full"],
  [8, "Some resource has been exhausted.", "store-unavailable"],
  [8, "gRPC message exceeds maximum size 4194304: 9216000", "store-misconfigured"],
  [8, "Received message larger than max (9216000 vs. 4194304)", "store-misconfigured"],
  [9, "The query requires an index. You can create it here: …", "store-misconfigured"],
  [
    9,
    "The Cloud Firestore API is not available for Firestore in Datastore Mode database",
    "store-misconfigured",
  ],
  [10, "Too much contention on these documents. Please try again.", "store-unavailable"],
  [11, "out of range", "store-misconfigured"],
  [12, "Method not found", "store-misconfigured"],
  [13, "Internal error encountered.", "store-unavailable"],
  [14, "No connection established. Last error: connect ECONNREFUSED", "store-unavailable"],
  [15, "Unrecoverable data loss", "store-misconfigured"],
  [16, "Request had invalid authentication credentials.", "store-misconfigured"],
];

describe("an error of Firestore", () => {
  it.each(rows)("%i %s is %s", (code, message, wanted) => {
    const thrown = grpcError(code, message);
    const failure = firestoreFailure(thrown);
    expect(isPortFailure(failure) && failure.code).toBe(wanted);
    expect(isPortFailure(failure) && failure.cause).toBe(thrown);
    expect(isPortFailure(failure) && failure.message).toContain(message);
  });

  it.each(rows)("%i %s is the same under the code that is not repeated", (code, message, wanted) => {
    const failure = firestoreFailure(grpcError(15, message, code));
    expect(isPortFailure(failure) && failure.code).toBe(wanted);
  });

  it("is a conflict by four codes, also under the one that is not repeated", () => {
    const conflicts = rows.map(([code]) => code).filter((code) => isConflict(grpcError(code, "x")));
    expect([...new Set(conflicts)]).toEqual([5, 9, 10]);
    expect(isConflict(grpcError(6, "Document already exists"))).toBe(true);
    expect(isConflict(grpcError(15, "Too much contention", 10))).toBe(true);
    expect(isConflict(grpcError(15, "No connection", 14))).toBe(false);
    expect(isConflict(new Error("9"))).toBe(false);
  });

  it("tells of a document that is there already by one code alone", () => {
    expect(isThereAlready(grpcError(6, "Document already exists"))).toBe(true);
    for (const [code] of rows) expect(isThereAlready(grpcError(code, "x"))).toBe(false);
  });
});

describe("what is no inability of the store", () => {
  it("comes back as it was given", () => {
    const given = [
      new RangeError("a defect"),
      "text",
      undefined,
      new PortFailure("store-full", "said already"),
      Object.assign(new Error("ENOENT"), { code: "ENOENT" }),
      grpcError(6, "Document already exists"),
    ];
    for (const thrown of given) expect(firestoreFailure(thrown)).toBe(thrown);
  });

  it("but a client closed by its own program is", async () => {
    const closed = inFirestore(() => Promise.reject(new Error("The client has already been terminated.")));
    await expect(closed).rejects.toMatchObject({ code: "store-unavailable" });
  });
});

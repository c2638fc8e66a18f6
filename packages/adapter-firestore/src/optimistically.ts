import { setTimeout as sleep } from "node:timers/promises";
import { PortFailure } from "@attendance-export/core";
import type { WriteBatch } from "firebase-admin/firestore";
import { isConflict } from "./firestore-failure.ts";

/** Twenty writers of one document all come through within this many; more at once than that is no use of ours. */
const MAX_ATTEMPTS = 20;
const FIRST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 500;

/** Somebody else wrote between our reading and our writing, and nothing of ours was written. */
class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** Commits writes that carry the versions they were decided on; to be called within `optimistically`. */
export const commitUnlessOvertaken = async (batch: WriteBatch): Promise<void> => {
  try {
    await batch.commit();
  } catch (thrown) {
    if (isConflict(thrown)) throw new Overtaken("somebody else wrote first", { cause: thrown });
    throw thrown;
  }
};

/** What was read does not belong together any more. */
export const overtaken = (): Error => new Overtaken("what was read has changed meanwhile");

/**
 * Reads, decides and writes; again from the beginning if somebody else wrote in between.
 *
 * Not `runTransaction`: that takes locks when it reads, so that a worker which is paused in the middle holds up all others
 * until its locks lapse, and so that a collision costs seconds instead of milliseconds (figures: README).
 */
export const optimistically = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (thrown) {
      if (!(thrown instanceof Overtaken)) throw thrown;
      if (tried === MAX_ATTEMPTS)
        throw new PortFailure(
          "store-unavailable",
          "Firestore: others wrote the same documents again and again.",
          {
            cause: thrown.cause,
          },
        );
      // Chance keeps those who collided from colliding again.
      await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tried));
    }
  }
};

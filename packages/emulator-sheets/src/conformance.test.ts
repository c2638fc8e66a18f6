import { beforeEach, describe, expect, it } from "vitest";
import { checkWatchedCalls, watchedCalls } from "../test/discovery-watch.ts";
import { preparations } from "../test/preparations.ts";
import { loadRecordings } from "../test/recording.ts";
import { replay } from "../test/replay.ts";
import { needsShared, sharedPath } from "../test/shared-data.ts";

const folder = sharedPath("recorded/");
const recordings = folder === undefined ? [] : loadRecordings(folder);

describe("the emulator answers as Google did", () => {
  beforeEach(needsShared(folder));

  it("has all the conversations before it", () => {
    expect(recordings).toHaveLength(53);
  });

  for (const recording of recordings) {
    it(recording.name, async () => {
      expect(await replay(recording, preparations[recording.name])).toEqual([]);
      checkWatchedCalls();
    });
  }

  it("and all of it in messages that Google documents", () => {
    expect(watchedCalls()).toBeGreaterThan(400);
  });
});

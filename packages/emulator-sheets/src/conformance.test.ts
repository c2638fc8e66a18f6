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
    it(`${recording.name}, in messages that Google documents`, async () => {
      const before = watchedCalls();
      expect(await replay(recording, preparations[recording.name])).toEqual([]);
      const good = recording.interactions.filter(({ response: { status } }) => status < 300);
      expect(watchedCalls() - before).toBe(good.length);
      checkWatchedCalls();
    });
  }
});

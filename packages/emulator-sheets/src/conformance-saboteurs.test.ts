import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadRecordings } from "../test/recording.ts";
import { needsShared, sharedPath } from "../test/shared-data.ts";

const folder = sharedPath("recorded/");
const recordings = folder === undefined ? [] : loadRecordings(folder);

/** Replays one recording with an emulator one of whose behaviours is broken. */
async function replayBroken(name: string): Promise<string[]> {
  vi.resetModules();
  const { replay } = await import("../test/replay.ts");
  const recording = recordings.find((candidate) => candidate.name === name);
  if (recording === undefined) throw new Error(`there is no recording ${name}`);
  return replay(recording);
}

afterEach(() => {
  vi.doUnmock("./values/find-table.ts");
  vi.doUnmock("./values/entered-number.ts");
  vi.doUnmock("./ranges/a1.ts");
  vi.resetModules();
});

/** The conformance test is worth nothing unless it notices: each of these breaks one behaviour of the emulator itself. */
describe("the recordings notice", () => {
  beforeEach(needsShared(folder));

  it("an append that sees no tables", async () => {
    vi.doMock("./values/find-table.ts", () => ({ findTable: () => undefined }));
    const differences = await replayBroken("rows-delete-dimension");
    expect(differences[0]).toContain('body.tableRange: recorded "Sheet1!A1:J1", got undefined');
  });

  it("typed leading zeros that are kept", async () => {
    vi.doMock("./values/entered-number.ts", () => ({ enteredNumber: () => undefined }));
    const differences = await replayBroken("values-update-types");
    expect(differences).toEqual([expect.stringContaining('recorded "42", got "0042"')]);
  });

  it("a title that looks like a cell and is not quoted", async () => {
    vi.doMock("./ranges/a1.ts", async (original) => ({
      ...(await original<typeof import("./ranges/a1.ts")>()),
      rangeText: (title: string) => `${title}!A1:D4`,
    }));
    const differences = await replayBroken("range-title-looks-like-a1");
    expect(differences.at(-1)).toContain('recorded "\'D3\'!A1:D4", got "D3!A1:D4"');
  });
});

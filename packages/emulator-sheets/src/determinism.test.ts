import { afterEach, expect, it } from "vitest";
import { dump } from "../test/dump.ts";
import { closeTestBenches, openTestBench } from "../test/test-bench.ts";

afterEach(closeTestBenches);

/** A life of an emulator in which everything that is drawn at random is drawn. */
async function life(seed: number): Promise<unknown> {
  const bench = await openTestBench({ seed });
  const { emulator, id, batch, call, path } = bench;
  const created = await call("POST", "/v4/spreadsheets", { properties: { title: "Made" } });
  const replies = await batch([
    { addSheet: {} },
    { addNamedRange: { namedRange: { name: "here", range: {} } } },
    { addProtectedRange: { protectedRange: { range: { sheetId: 0 } } } },
    {
      createDeveloperMetadata: {
        developerMetadata: { metadataKey: "k", location: { spreadsheet: true }, visibility: "DOCUMENT" },
      },
    },
    {
      repeatCell: {
        range: { endRowIndex: 1, endColumnIndex: 1 },
        cell: { userEnteredValue: { formulaValue: "=NOW()" } },
        fields: "*",
      },
    },
  ]);
  const values = await call("GET", `${path}/values/A1?valueRenderOption=UNFORMATTED_VALUE`);
  // How long a call really took is this machine's business.
  const calls = emulator.calls.list().map((call) => ({ ...call, durationMs: 0 }));
  const bodies = JSON.stringify([created.body, replies.body, values.body]).replaceAll(emulator.url, "");
  return { account: bench.account, bodies, dump: dump(emulator, id), calls };
}

it("gives the same ids, tokens, times and answers for the same clock and seed", async () => {
  const [one, same, other] = [await life(3), await life(3), await life(4)];
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

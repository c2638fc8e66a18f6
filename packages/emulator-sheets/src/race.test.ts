import { afterEach, expect, it } from "vitest";
import { closeTestBenches, openTestBench } from "../test/test-bench.ts";

afterEach(closeTestBenches);

const racers = 50;

it("lets exactly one of fifty racing batches with the same metadata id commit", async () => {
  const { batch, values, emulator } = await openTestBench();
  const attempt = (racer: number) =>
    batch([
      {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataId: 1_734_501,
            metadataKey: "oa",
            metadataValue: `racer ${racer}`,
            location: { spreadsheet: true },
            visibility: "DOCUMENT",
          },
        },
      },
      {
        appendCells: {
          sheetId: 0,
          fields: "userEnteredValue",
          rows: [1, 2, 3].map((row) => ({
            values: [{ userEnteredValue: { stringValue: `racer ${racer} row ${row}` } }],
          })),
        },
      },
    ]);
  const answers = await Promise.all(Array.from({ length: racers }, (_, racer) => attempt(racer)));

  const refusal = {
    status: 400,
    body: {
      error: {
        code: 400,
        message:
          "Invalid requests[0].createDeveloperMetadata: Cannot add developer metadata with ID [1734501] because developer metadata with that ID already exists.",
        status: "INVALID_ARGUMENT",
      },
    },
  };
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused).toEqual(new Array(racers - 1).fill(refusal));
  const winner = answers.findIndex(({ status }) => status === 200);
  expect(await values("A1:A1000")).toEqual([1, 2, 3].map((row) => [`racer ${winner} row ${row}`]));
  expect(emulator.calls.count({ method: "spreadsheets.batchUpdate" })).toBe(racers);
});

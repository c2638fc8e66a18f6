import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { codeOfEnvironment, codeOfSteps, type Place } from "./code-map.ts";

const project = new URL("../../../../", import.meta.url);

/** Whether the file declares the function, or the class and the method in it. */
const declares = (text: string, name: string): boolean => {
  const [first = "", method] = name.split(".");
  const declared = new RegExp(`^(export )?(const|class) ${first}\\b`, "m").test(text);
  if (method === undefined) return declared;
  return declared && new RegExp(`^ {2}(async )?${method}[(<]`, "m").test(text);
};

const missing = ({ file, name }: Place): boolean => {
  const url = new URL(file, project);
  return !existsSync(url) || !declares(readFileSync(url, "utf8"), name);
};

describe("the map from the model to the code", () => {
  it("names only functions and methods that exist", () => {
    const places = [...Object.values(codeOfSteps), ...Object.values(codeOfEnvironment)].flatMap(
      (counterpart) => counterpart.places,
    );
    expect(places.length).toBeGreaterThan(40);
    expect(places.filter(missing)).toEqual([]);
  });

  it("would miss a method that was renamed", () => {
    const file = "packages/core/src/use-cases/export/settle-batch.ts";
    expect(missing({ file, name: "SettleBatch.#confirm" })).toBe(false);
    expect(missing({ file, name: "SettleBatch.#confirmed" })).toBe(true);
    expect(missing({ file: `${file}x`, name: "SettleBatch.#confirm" })).toBe(true);
  });
});

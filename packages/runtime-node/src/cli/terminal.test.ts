import { expect, it } from "vitest";
import { Terminal } from "./terminal.ts";

const stream = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) };
};

it("colours only where a person looks on", () => {
  expect(new Terminal(stream(true)).style("red", "x")).toBe("\u001b[31mx\u001b[39m");
  expect(new Terminal(stream(false)).style("red", "x")).toBe("x");
});

it.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])(
  "colours nothing when the environment says %o",
  (environment) => {
    expect(new Terminal(stream(true), environment).style(["red", "bold"], "x")).toBe("x");
  },
);

it("colours although NO_COLOR is there, if it is empty", () => {
  expect(new Terminal(stream(true), { NO_COLOR: "" }).style("red", "x")).not.toBe("x");
});

it("never lets control characters of a file reach a stream that is no terminal", () => {
  const plain = stream(false);
  new Terminal(plain).line("name: \u001b[31mred\u001b[0m");
  expect(plain.written).toEqual(["name: red\n"]);
});

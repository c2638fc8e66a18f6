import { expect, it } from "vitest";
import { movedBy } from "./grid-keys.ts";

const from = { row: 5, column: 2 };
const tab = { dataEnd: 100, columnCount: 8 };
const press = (key: string, modifiers: { ctrlKey?: boolean; altKey?: boolean } = {}) =>
  movedBy({ key, ctrlKey: false, metaKey: false, altKey: false, ...modifiers }, from, tab, 20);

it.each([
  ["ArrowDown", { row: 6, column: 2 }],
  ["ArrowUp", { row: 4, column: 2 }],
  ["ArrowRight", { row: 5, column: 3 }],
  ["ArrowLeft", { row: 5, column: 1 }],
  ["PageDown", { row: 25, column: 2 }],
  ["PageUp", { row: -15, column: 2 }],
  ["Home", { row: 5, column: 0 }],
  ["End", { row: 5, column: 7 }],
])("moves by %s", (key, to) => {
  expect(press(key)).toEqual(to);
});

it.each([
  ["ArrowDown", { row: 99, column: 2 }],
  ["ArrowUp", { row: 0, column: 2 }],
  ["ArrowRight", { row: 5, column: 7 }],
  ["Home", { row: 0, column: 0 }],
  ["End", { row: 99, column: 7 }],
])("goes all the way by Ctrl and %s", (key, to) => {
  expect(press(key, { ctrlKey: true })).toEqual(to);
});

it("leaves other keys and those with Alt to others", () => {
  expect(press("a")).toBeUndefined();
  expect(press("Tab")).toBeUndefined();
  expect(press("ArrowLeft", { altKey: true })).toBeUndefined();
});

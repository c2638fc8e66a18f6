import { expect, it } from "vitest";
import { LongScroll } from "./long-scroll.ts";

const millionRowsPx = 28_000_000;
const viewPx = 700;

function longScroll(): LongScroll {
  const scroll = new LongScroll();
  scroll.resize(millionRowsPx, viewPx);
  return scroll;
}

it("is as tall as a browser bears and no taller", () => {
  expect(longScroll().physicalHeight).toBe(6_000_000);
  const short = new LongScroll();
  short.resize(5_000, viewPx);
  expect(short.physicalHeight).toBe(5_000);
});

it("moves pixel by pixel for small steps, however long the content", () => {
  const scroll = longScroll();
  scroll.scrolled(100);
  scroll.scrolled(180);
  expect(scroll.top).toBe(180);
});

it("moves in proportion when the bar is dragged", () => {
  const scroll = longScroll();
  scroll.scrolled(3_000_000 - viewPx / 2);
  expect(Math.abs(scroll.top - (millionRowsPx - viewPx) / 2)).toBeLessThan(10);
});

it("reaches both ends exactly", () => {
  const scroll = longScroll();
  scroll.scrolled(6_000_000 - viewPx);
  expect(scroll.top).toBe(millionRowsPx - viewPx);
  scroll.scrolled(0);
  expect(scroll.top).toBe(0);
});

it("puts the bar where it belongs after small steps, without moving the content", () => {
  const scroll = longScroll();
  for (let bar = 500; bar <= 50_000; bar += 500) scroll.scrolled(bar);
  expect(scroll.top).toBe(50_000);
  const bar = scroll.settle();
  expect(bar).toBe(Math.round((50_000 / (millionRowsPx - viewPx)) * (6_000_000 - viewPx)));
  scroll.scrolled(bar);
  expect(scroll.top).toBe(50_000);
});

it("jumps to any pixel and stays inside the content", () => {
  const scroll = longScroll();
  scroll.scrolled(scroll.jump(12_345_678));
  expect(scroll.top).toBe(12_345_678);
  scroll.jump(1e12);
  expect(scroll.top).toBe(millionRowsPx - viewPx);
  scroll.resize(1_000, viewPx);
  expect(scroll.top).toBe(300);
});

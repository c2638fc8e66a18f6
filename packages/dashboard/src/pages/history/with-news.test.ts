import { describe, expect, it } from "vitest";
import { history, run } from "../../../test/fixtures.ts";
import { withNews } from "./with-news.ts";

const now = Date.UTC(2026, 2, 2, 8);
const page = history(5, now);
const newer = { ...run(0, now, "running"), id: "new", startedAt: now };

describe("the history with the feed's news", () => {
  it("is the page itself without any", () => {
    expect(withNews(page, undefined, undefined)).toBe(page);
    expect(withNews(page, page, undefined)).toEqual(page);
  });

  it("has new runs on top", () => {
    expect(withNews(page, [newer, ...page], undefined).map(({ id }) => id)).toEqual([
      "new",
      ...page.map(({ id }) => id),
    ]);
  });

  it("has the end of a run that was at work", () => {
    const ended = { ...newer, status: "completed" as const, added: 5 };
    expect(withNews([newer, ...page], [ended], undefined)[0]).toEqual(ended);
  });

  it("keeps an end that the feed has not told so far", () => {
    const ended = { ...newer, status: "completed" as const };
    expect(withNews([ended], [newer], undefined)).toEqual([ended]);
  });

  it("adds no run that the filter leaves out, and none that is older than the page", () => {
    expect(withNews(page, [newer], "failed")).toEqual([]);
    const old = { ...newer, id: "old", startedAt: 1 };
    expect(withNews(page, [old], undefined)).toEqual(page);
  });

  it("is the news alone where the page was empty", () => {
    expect(withNews([], [newer], undefined)).toEqual([newer]);
  });
});

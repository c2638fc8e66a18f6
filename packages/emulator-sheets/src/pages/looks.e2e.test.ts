import { describe, expect, it } from "vitest";
import { pageBench } from "../../test/page-bench.ts";

/** Runs in the page: texts whose contrast with what is behind them is below 4.5 : 1. */
function poorContrast(): string[] {
  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([red = 0, green = 0, blue = 0]: readonly number[]): number => {
    const linear = [red, green, blue].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  };
  const behind = (element: Element | null): number[] => {
    if (element === null) return [255, 255, 255];
    const color = channels(getComputedStyle(element).backgroundColor);
    return color.length === 4 && color[3] === 0 ? behind(element.parentElement) : color;
  };
  const poor: string[] = [];
  for (const element of document.querySelectorAll("body *")) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent?.trim() !== "",
    );
    const isSeen =
      element.checkVisibility() && !element.matches(":disabled, .visually-hidden, noscript, option");
    if (!hasText || !isSeen) continue;
    const [ink, ground] = [channels(getComputedStyle(element).color), behind(element)].map(luminance);
    const [light, dark] = [Math.max(ink ?? 0, ground ?? 0), Math.min(ink ?? 0, ground ?? 0)];
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${element.tagName} ${element.textContent?.slice(0, 40)}`);
  }
  return poor;
}

const looks = [360, 768, 1_440].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

const REDIRECT = "http://localhost/";
const CONSENT = "/o/oauth2/v2/auth";

type Bench = ReturnType<ReturnType<typeof pageBench>>;

/** The pages, and where each one is. */
const pages: Readonly<Record<string, (bench: Bench) => string>> = {
  "the start page": () => "/",
  "a spreadsheet": ({ sheetPath }) => sheetPath,
  "the choice of an account": ({ emulator }) => consentPath(emulator.accounts.client.clientId),
  "the consent": ({ emulator }) =>
    `${consentPath(emulator.accounts.client.clientId)}&emulator_account=new@example.com`,
  "a consent that was asked wrongly": ({ emulator }) =>
    `${CONSENT}?${new URLSearchParams({ client_id: emulator.accounts.client.clientId })}`,
};

const consentPath = (clientId: string): string => {
  const query = { client_id: clientId, redirect_uri: REDIRECT, response_type: "code", scope: "openid email" };
  return `${CONSENT}?${new URLSearchParams(query)}`;
};

describe("every page", () => {
  const bench = pageBench();

  it.each(Object.keys(pages))(
    "%s fits 360, 768 and 1440 px with enough contrast, light and dark",
    async (name) => {
      const { emulator, open, appendRows } = bench();
      appendRows("x");
      emulator.accounts.changeClient(emulator.accounts.client.clientId, { redirectUris: [REDIRECT] });
      const page = await open(pages[name]?.(bench()) ?? "");
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
      for (const { width, colorScheme } of looks) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        const poor = await page.evaluate(poorContrast);
        expect({ width, colorScheme, overflow, poor }).toEqual({ width, colorScheme, overflow: 0, poor: [] });
      }
    },
  );
});

import { describe, expect, it } from "vitest";
import { hasNoBrowser, pageBench } from "../../test/page-bench.ts";

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
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

describe.skipIf(hasNoBrowser)("every page", () => {
  const bench = pageBench();

  it.each(looks)("fits $width px with enough contrast, $scheme", async ({ width, scheme }) => {
    const { emulator, open, appendRows, sheetPath } = bench();
    appendRows("x");
    const { clientId } = emulator.accounts.client;
    emulator.accounts.changeClient(clientId, { redirectUris: ["http://localhost/"] });
    const query = {
      client_id: clientId,
      redirect_uri: "http://localhost/",
      response_type: "code",
      scope: "openid email",
    };
    const consent = `/o/oauth2/v2/auth?${new URLSearchParams(query)}`;
    const error = `/o/oauth2/v2/auth?${new URLSearchParams({ client_id: clientId })}`;
    for (const path of ["/", sheetPath, consent, `${consent}&emulator_account=new@example.com`, error]) {
      const page = await open(path, { viewport: { width, height: 800 }, colorScheme: scheme });
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, overflow, await page.evaluate(poorContrast)]).toEqual([path, 0, []]);
      await page.context().close();
    }
  });
});

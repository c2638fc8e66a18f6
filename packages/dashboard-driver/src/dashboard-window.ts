import { gzipSync } from "node:zlib";
import axe from "axe-core";
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
  Response,
} from "playwright-core";
import { GoogleWindow, tabTo } from "./google-window.ts";
import { type WatchedPage, watchPage } from "./watch-page.ts";

/** A moment at which the banner came or went. */
export interface Shown {
  readonly isShown: boolean;
  /** Milliseconds since 1970, after it was painted. */
  readonly at: number;
}

export interface Vitals {
  /** Milliseconds after the browser began to load the page. */
  readonly firstPaintMs: number;
  readonly firstContentfulPaintMs: number;
  readonly cumulativeLayoutShift: number;
  /** All that the page's own server sent of itself (not of its API), packed with gzip. */
  readonly gzipBytes: number;
  readonly plainBytes: number;
  readonly elements: number;
}

export type WindowOptions = Pick<BrowserContextOptions, "viewport" | "hasTouch" | "isMobile">;

/** For anything to appear, on a busy machine too. */
const PATIENCE_MS = 20_000;
const WIDE = { width: 1_280, height: 900 };
/** A small phone. */
export const PHONE: WindowOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface AxePage {
  axe: {
    run(root: Document, options: object): Promise<{ violations: readonly AxeViolation[] }>;
  };
}
interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** A window of Chromium with the dashboard in it, in a profile of its own. */
export class DashboardWindow {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #complaints: string[] = [];
  readonly #assets = new Map<string, Uint8Array>();
  readonly #traffic: string[] = [];
  #loads = 0;
  #checks = 0;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    // A profile may have several windows; each is heard.
    context.on("page", (other) => this.#hear(other));
    this.#hear(page);
    page.on("domcontentloaded", () => {
      this.#loads += 1;
    });
    page.on("requestfinished", (request) => {
      const read = request.response().then((response) => this.#keep(response));
      // The browser forgets what belonged to a document that it has left.
      read.catch(() => this.#traffic.push(`${request.url()} ${request.postData() ?? ""} could not be read`));
    });
  }

  static async open(browser: Browser, url: string, options: WindowOptions = {}): Promise<DashboardWindow> {
    const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options });
    await context.addInitScript(watchPage);
    context.setDefaultTimeout(PATIENCE_MS);
    const window = new DashboardWindow(context, await context.newPage());
    await window.page.goto(url);
    return window;
  }

  /** The alert of seed 001, step 8. */
  get banner(): Locator {
    return this.page.locator(".banner[role=alert]");
  }

  /** What pages said in their console, threw, or were refused by the policy of contents. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /** How often a document was loaded into this window. */
  get loads(): number {
    return this.#loads;
  }

  /** How often a page was held to WCAG. */
  get checks(): number {
    return this.#checks;
  }

  /** Every address that was asked for and every answer that came, but for assets. */
  get traffic(): string {
    return this.#traffic.join("\n");
  }

  /** What somebody would want to know of a window in which a test failed. */
  async story(): Promise<string> {
    const text = await this.page.locator("body").ariaSnapshot();
    const last = this.#traffic.slice(-8).map((line) => line.slice(0, 160));
    return [this.page.url(), text, ...this.#complaints, ...last].join("\n");
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  /** Types an account and its password into the page that asks for them. */
  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
  }

  /** Every time that the banner came or went since the document was loaded. */
  bannerTimes(): Promise<readonly Shown[]> {
    return this.page.evaluate(() => (globalThis as unknown as WatchedPage).dashboardWatched.banner);
  }

  /** When the banner last came, or went, once that has happened `times` times. */
  async bannerChange(times: number): Promise<Shown> {
    const changed = await this.page.waitForFunction(
      (wanted) => (globalThis as unknown as WatchedPage).dashboardWatched.banner[wanted - 1],
      times,
      { polling: "raf" },
    );
    return changed.evaluate((shown) => shown as Shown);
  }

  /** Clicks Reconnect and gives Google's window. */
  async reconnect(): Promise<GoogleWindow> {
    return this.atGoogle(() => this.banner.getByRole("button", { name: "Reconnect Google" }).click());
  }

  /** The same on a phone, where this window itself goes to Google. */
  async reconnectHere(): Promise<GoogleWindow> {
    await this.banner.getByRole("button", { name: "Reconnect Google" }).click();
    return new GoogleWindow(this.page);
  }

  /** The same without a mouse. */
  async reconnectByKeyboard(): Promise<GoogleWindow> {
    return this.atGoogle(async () => {
      await tabTo(this.page, "Reconnect Google");
      await this.page.keyboard.press("Enter");
    });
  }

  /** Google's window, which opens beside the page upon this. */
  async atGoogle(click: () => Promise<void>): Promise<GoogleWindow> {
    const opened = this.#context.waitForEvent("page");
    await click();
    return new GoogleWindow(await opened);
  }

  /** What of WCAG 2.2 AA is violated on the page as it stands, in light and in dark. */
  async violations(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await this.page.evaluate(axe.source);
      const violations = await this.page.evaluate(async (standards) => {
        const { axe: inPage } = globalThis as unknown as AxePage;
        const options = { runOnly: standards, preload: false, resultTypes: ["violations"] };
        return (await inPage.run(document, options)).violations;
      }, STANDARDS);
      this.#checks += 1;
      for (const { id, nodes } of violations)
        found.push(`${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    }
    await this.page.emulateMedia({ colorScheme: null });
    return found;
  }

  /** Whether one would have to scroll sideways. */
  isWiderThanItsWindow(): Promise<boolean> {
    return this.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  }

  async vitals(): Promise<Vitals> {
    const files = [...this.#assets.values()];
    const measured = await this.page.evaluate(() => {
      const paint = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
      return {
        firstPaintMs: Math.round(paint("first-paint")),
        firstContentfulPaintMs: Math.round(paint("first-contentful-paint")),
        cumulativeLayoutShift: (globalThis as unknown as WatchedPage).dashboardWatched.shift,
        elements: document.querySelectorAll("*").length,
      };
    });
    const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
    return {
      ...measured,
      gzipBytes: sum(files.map((file) => gzipSync(file).length)),
      plainBytes: sum(files.map((file) => file.length)),
    };
  }

  #hear(page: Page): void {
    page.on("pageerror", (error) => this.#complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        this.#complaints.push(`${message.text()} (${message.location().url})`);
    });
  }

  /** Assets are weighed, everything else is remembered. */
  async #keep(response: Response | null): Promise<void> {
    if (response === null) return;
    const url = new URL(response.url());
    if (isOfPage(response)) this.#assets.set(url.pathname, await response.body());
    else this.#traffic.push(`${url.href} ${response.request().postData() ?? ""} ${await response.text()}`);
  }
}

const isOfPage = (response: Response): boolean =>
  ["document", "script", "stylesheet", "font", "image"].includes(response.request().resourceType());

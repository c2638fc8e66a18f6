import type { Page } from "playwright-core";

/** Google's consent page as its emulator shows it, with a person before it. */
export class GoogleWindow {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Picks the account by mouse, in place of the one that Google guesses; one that is not there is made. */
  async choose(email: string): Promise<void> {
    await this.#page.locator("#email, .chosen").first().waitFor();
    const other = this.#page.getByRole("link", { name: "Change account" });
    if (await other.isVisible()) await other.click();
    await this.#page.locator("#email").fill(email);
    await this.#page.getByRole("button", { name: "Continue" }).click();
    await this.#page.getByRole("button", { name: "Allow" }).waitFor();
  }

  async allow(): Promise<void> {
    await this.#page.getByRole("button", { name: "Allow" }).click();
  }

  /** Picks the account, and then says no. */
  async cancelled(email: string): Promise<void> {
    await this.choose(email);
    await this.#page.getByRole("button", { name: "Cancel" }).click();
  }

  /** The whole way by keyboard: the account, unless Google guesses it, and then Allow. */
  async allowByKeyboard(email: string): Promise<void> {
    await this.#page.locator("a.account, .chosen").first().waitFor();
    if (!(await this.#page.locator(".chosen").getByText(email).isVisible())) {
      await tabTo(this.#page, email);
      await this.#page.keyboard.press("Enter");
    }
    await this.#page.getByRole("button", { name: "Allow" }).waitFor();
    await tabTo(this.#page, "Allow");
    await this.#page.keyboard.press("Enter");
  }
}

/** More stops than any page of ours has. */
const MOST_STOPS = 60;

/** Presses Tab until what has the focus says this, after at most a name, as somebody without a mouse does. */
export const tabTo = async (page: Page, text: string): Promise<void> => {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    if (focused.endsWith(text) && !/[.,]/.test(focused.slice(0, -text.length))) return;
    passed.push(focused);
  }
  throw new Error(`Tab never comes to “${text}”, but to: ${passed.join(" | ")}`);
};

/** Browsers give up on elements taller than some ten million pixels; a million rows are taller. */
const tallestPx = 6_000_000;

const clamp = (value: number, most: number): number => Math.min(Math.max(0, value), Math.max(0, most));

/**
 * Scrolls through more pixels than a browser can.
 *
 * The bar moves over `physicalHeight`; small steps move the content by the same number of pixels, and a jump of the bar moves
 * it in proportion. `settle` puts the bar back to where it belongs once the scrolling has stopped.
 */
export class LongScroll {
  #virtualHeight = 0;
  #viewHeight = 0;
  #top = 0;
  #bar = 0;

  /** Says how tall the content and the window on it are, in pixels; the position stays as far as it can. */
  resize(virtualHeight: number, viewHeight: number): void {
    this.#virtualHeight = virtualHeight;
    this.#viewHeight = viewHeight;
    this.#top = clamp(this.#top, virtualHeight - viewHeight);
  }

  get physicalHeight(): number {
    return Math.min(this.#virtualHeight, tallestPx);
  }

  /** The first pixel of the content that is seen. */
  get top(): number {
    return this.#top;
  }

  /** The browser's bar now stands at `bar`. */
  scrolled(bar: number): void {
    const step = bar - this.#bar;
    this.#bar = bar;
    const longest = this.#virtualHeight - this.#viewHeight;
    const barLongest = this.physicalHeight - this.#viewHeight;
    if (this.#virtualHeight <= tallestPx) this.#top = clamp(bar, longest);
    else if (bar <= 0) this.#top = 0;
    else if (bar >= barLongest - 1) this.#top = longest;
    else if (Math.abs(step) <= 3 * this.#viewHeight) this.#top = clamp(this.#top + step, longest);
    else this.#top = clamp((bar / barLongest) * longest, longest);
  }

  /** Goes to a pixel of the content, and gives where the bar is to be put. */
  jump(top: number): number {
    this.#top = clamp(top, this.#virtualHeight - this.#viewHeight);
    return this.settle();
  }

  /** Where the bar belongs for what is seen. */
  settle(): number {
    const longest = this.#virtualHeight - this.#viewHeight;
    if (this.#virtualHeight <= tallestPx) this.#bar = this.#top;
    else this.#bar = Math.round((this.#top / longest) * (this.physicalHeight - this.#viewHeight));
    return this.#bar;
  }
}

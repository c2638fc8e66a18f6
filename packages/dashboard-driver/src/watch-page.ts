/** What the page's own eyes saw, kept in the page until it is asked for. */
interface Watched {
  /** Each time that the banner came (`isShown`) or went, once it was painted. */
  readonly banner: { readonly isShown: boolean; readonly at: number }[];
  /** Cumulative layout shift, without what a person's own click moved. */
  shift: number;
}

export interface WatchedPage {
  dashboardWatched: Watched;
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/** Runs in the page before anything of its own. Knows nothing from outside of itself. */
export const watchPage = (): void => {
  const watched: Watched = { banner: [], shift: 0 };
  (globalThis as unknown as WatchedPage).dashboardWatched = watched;
  const shifts = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[])
      if (!entry.hadRecentInput) watched.shift += entry.value;
  });
  shifts.observe({ type: "layout-shift", buffered: true });
  let isShown = false;
  /** A message that is sent in a frame arrives after that frame was painted. */
  const afterPaint = (work: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = work;
      port2.postMessage(undefined);
    });
  };
  const look = (): void => {
    const isThere = document.querySelector(".banner[role=alert]") !== null;
    if (isThere === isShown) return;
    isShown = isThere;
    afterPaint(() => watched.banner.push({ isShown: isThere, at: Date.now() }));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
};

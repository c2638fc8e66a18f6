const MARK = "attendance-export.reloaded";
/** A page that lacks a part right after it was loaded lacks it for another reason than its age. */
const ONCE_IN_MS = 60_000;

/**
 * A window that was open since before an update asks for a part of the page that is no more; the new page has all its parts. While
 * the server is away nothing is loaded anew: what the window knows is then all that there is.
 */
export const reloadWhenOutdated = (): void => {
  addEventListener("vite:preloadError", () => {
    const last = Number(sessionStorage.getItem(MARK) ?? 0);
    if (Date.now() - last < ONCE_IN_MS) return;
    const reload = ({ ok }: Response): void => {
      if (!ok) return;
      sessionStorage.setItem(MARK, String(Date.now()));
      location.reload();
    };
    const stay = (): void => undefined;
    fetch("/config.json", { cache: "no-store" }).then(reload, stay);
  });
};

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const tellAll = (): void => {
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
};

/** What the browser's address says after the server's name, and every change of it. */
export const useAddress = (): URL => {
  const href = useSyncExternalStore(subscribe, () => location.href);
  return new URL(href);
};

/** Goes to an address of this site without loading it anew. */
export const goTo = (address: string, { replace = false }: { readonly replace?: boolean } = {}): void => {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  tellAll();
};

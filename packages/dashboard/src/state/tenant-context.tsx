import {
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
} from "react";
import type { Link } from "../model/link.ts";
import type { Watch } from "../port/link-feed.ts";
import { useHome } from "./home-context.tsx";
import { afterNews, type LinkSight, nothingSeen } from "./link-sight.ts";

/** A tenant's page: what is known, and the two ways in which the page itself adds to it. */
export interface TenantView {
  readonly tenant: string;
  readonly sight: LinkSight;
  /** A link that an own call answered with, which is as new as any news. */
  readonly learn: (link: Link) => void;
  /** Tries a lost connection at once. */
  readonly retry: () => void;
}

const TenantContext = createContext<TenantView | undefined>(undefined);

/** The tenant that the page is about. */
export const useTenant = (): TenantView => {
  const view = useContext(TenantContext);
  if (view === undefined) throw new Error("There is no tenant on this page.");
  return view;
};

/** Watches a tenant for as long as any of its pages is shown. Give it the tenant as its key. */
export const TenantProvider = ({
  tenant,
  children,
}: {
  readonly tenant: string;
  readonly children: ReactNode;
}): ReactElement => {
  const { feed } = useHome();
  const [sight, dispatch] = useReducer(afterNews, nothingSeen);
  const watch = useRef<Watch | undefined>(undefined);
  useEffect(() => {
    const watching = feed.watch(tenant, dispatch);
    watch.current = watching;
    // A machine that wakes up, or has its network again, need not wait for the next attempt.
    const retry = (): void => watching.retry();
    addEventListener("online", retry);
    addEventListener("focus", retry);
    return () => {
      removeEventListener("online", retry);
      removeEventListener("focus", retry);
      watching.end();
    };
  }, [feed, tenant]);
  const retry = useCallback(() => watch.current?.retry(), []);
  const learn = useCallback<TenantView["learn"]>(
    (link) => dispatch({ kind: "link", link: link.status === "unlinked" ? undefined : link }),
    [],
  );
  const view = useMemo((): TenantView => ({ tenant, sight, learn, retry }), [tenant, sight, learn, retry]);
  return <TenantContext value={view}>{children}</TenantContext>;
};

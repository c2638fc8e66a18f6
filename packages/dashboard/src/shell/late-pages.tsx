import { lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { Skeleton } from "../ui/skeleton.tsx";

// Pages that nobody opens first; each is loaded when somebody does, so that the overview is there sooner.

export const SettingsPage = lazy(async () => ({
  default: (await import("../pages/settings/settings-page.tsx")).SettingsPage,
}));
export const LinkPage = lazy(async () => ({
  default: (await import("../pages/link/link-page.tsx")).LinkPage,
}));
export const SetAsidePage = lazy(async () => ({
  default: (await import("../pages/history/set-aside-page.tsx")).SetAsidePage,
}));
export const AllLinksPage = lazy(async () => ({
  default: (await import("../pages/operators/all-links-page.tsx")).AllLinksPage,
}));
export const DemoPanel = lazy(async () => ({
  default: (await import("../demo/demo-panel.tsx")).DemoPanel,
}));

/** Holds the place of a page until it is loaded. */
export const Late = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <Suspense fallback={<Skeleton label="Loading the page" heights={[112, 420]} />}>{children}</Suspense>
);

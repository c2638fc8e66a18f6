import { lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { Skeleton } from "../ui/skeleton.tsx";
import { Stumble } from "../ui/stumble.tsx";

// Pages that nobody opens first: the overview is there sooner without them.
const settings = () => import("../pages/settings/settings-page.tsx");
const link = () => import("../pages/link/link-page.tsx");
const setAside = () => import("../pages/history/set-aside-page.tsx");
const allLinks = () => import("../pages/operators/all-links-page.tsx");
const demo = () => import("../demo/demo-panel.tsx");

export const SettingsPage = lazy(async () => ({ default: (await settings()).SettingsPage }));
export const LinkPage = lazy(async () => ({ default: (await link()).LinkPage }));
export const SetAsidePage = lazy(async () => ({ default: (await setAside()).SetAsidePage }));
export const AllLinksPage = lazy(async () => ({ default: (await allLinks()).AllLinksPage }));
export const DemoPanel = lazy(async () => ({ default: (await demo()).DemoPanel }));

/** Fetches a tenant's other pages while nobody waits for one; what cannot be had now is asked for when it is wanted. */
export const fetchLatePages = (): void => {
  void Promise.allSettled([settings(), link(), setAside()]);
};

interface LateProps {
  /** Another page gets another chance. */
  readonly page: string;
  readonly children: ReactNode;
}

/** Holds the place of a page until it is loaded, and says so where it cannot be. */
export const Late = ({ page, children }: LateProps): ReactElement => (
  <Stumble key={page}>
    <Suspense fallback={<Skeleton label="Loading the page" heights={[112, 420]} />}>{children}</Suspense>
  </Stumble>
);

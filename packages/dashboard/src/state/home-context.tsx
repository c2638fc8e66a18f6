import { createContext, useContext } from "react";
import type { Home } from "../port/home.ts";
import type { Visitor } from "../port/session.ts";

const missing = (what: string): never => {
  throw new Error(`${what} is used outside of the page that gives it`);
};

const HomeContext = createContext<Home | undefined>(undefined);
export const HomeProvider = HomeContext.Provider;
/** Where the page lives. */
export const useHome = (): Home => useContext(HomeContext) ?? missing("The home");

const VisitorContext = createContext<Visitor | undefined>(undefined);
export const VisitorProvider = VisitorContext.Provider;
/** Who looks at the page, once that is known. */
export const useVisitor = (): Visitor => useContext(VisitorContext) ?? missing("The visitor");

import { type RenderResult, render } from "@testing-library/react";
import { App } from "../src/app.tsx";
import type { Home } from "../src/port/home.ts";
import type { MemoryWorld } from "./memory-home.ts";

/** Opens an address of the page as a browser would. */
export const openPageOf = (home: Home, address: string): RenderResult => {
  history.replaceState(null, "", address);
  return render(<App home={home} />);
};

/** Opens an address of the page with everything in memory behind it. */
export const openPage = (
  world: MemoryWorld,
  address: string,
  options: { readonly demo?: boolean } = {},
): RenderResult => openPageOf(world.home(options), address);

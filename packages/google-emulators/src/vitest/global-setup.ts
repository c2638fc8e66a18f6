import type { TestProject } from "vitest/node";
import { EmulatorDesk } from "./emulator-desk.ts";

/** Costs a few milliseconds; no emulator starts until a test asks for one. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const desk = new EmulatorDesk();
  project.provide("emulatorDesk", await desk.open());
  return () => desk.close();
};

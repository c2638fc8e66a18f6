import { overviewScenarios } from "./overview-scenarios.ts";
import { pageScenarios } from "./page-scenarios.ts";
import type { Scenario } from "./scenario.ts";

/** Every state of every page, by name; what the screenshots and the checks of accessibility go through. */
export const scenarios: Readonly<Record<string, Scenario>> = { ...overviewScenarios, ...pageScenarios };

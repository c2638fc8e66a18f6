import type { Application } from "./application.ts";
import { compose } from "./composition.ts";
import { readSettings } from "./settings.ts";

let composed: Application | undefined;

/** One in an instance, made at its first event: while functions are deployed there are no settings yet. */
export const application = (): Application => {
  composed ??= compose(readSettings(process.env));
  return composed;
};

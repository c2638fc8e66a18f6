import type { AdminNotifier, ExportPolicy, ExportQueue } from "@attendance-export/core";
import type { CallMeter } from "./call-meter.ts";
import type { DataFolder } from "./data-folder.ts";
import type { ExportWatcher } from "./export-watcher.ts";
import type { GoogleSettings } from "./google-settings.ts";

/** What differs from one installation to another. */
export interface Settings {
  readonly data: DataFolder;
  readonly google: GoogleSettings;
  readonly policy?: ExportPolicy;
  /** How long the history keeps a run; for ever without it. */
  readonly runsKeptMs?: number;
  /** Hears of exports while they go on. */
  readonly watcher?: ExportWatcher;
  /** Hears of every call to Google. */
  readonly meter?: CallMeter;
  /** Where notices are told; nowhere without it. */
  readonly say?: (line: string) => void;
  /** Takes requests, dead letters and notices, where somebody works on them; without it they are only said. */
  readonly desk?: AdminNotifier & ExportQueue;
}

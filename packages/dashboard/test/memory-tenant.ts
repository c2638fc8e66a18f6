import type { Link } from "../src/model/link.ts";
import type { SyncRun } from "../src/model/sync-run.ts";
import type { SetAsideRecord } from "../src/port/run-archive.ts";

/** What a tenant has. */
export interface MemoryTenant {
  link: Link | undefined;
  runs: readonly SyncRun[];
  setAside: readonly SetAsideRecord[];
}

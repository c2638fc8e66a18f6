export { compose } from "./composition.ts";
export { type DataFolder, dataFolder } from "./data-folder.ts";
export type { ExportWatcher } from "./export-watcher.ts";
export type { GoogleSettings } from "./google-settings.ts";
export type { Installation, Stores } from "./installation.ts";
export type { Settings } from "./settings.ts";
export { type TenantExport, TenantExporter, type WaitUntil } from "./tenant-exporter.ts";

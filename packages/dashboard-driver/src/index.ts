export { DashboardWindow, PHONE, type Shown, type Vitals, type WindowOptions } from "./dashboard-window.ts";
export { GoogleWindow } from "./google-window.ts";
export { median } from "./median.ts";

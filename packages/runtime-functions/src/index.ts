import "./answer-without-traces.ts";

export { api } from "./functions/api.ts";
export { escalateFailedExport } from "./functions/escalate-failed-export.ts";
export { exportAttendanceData } from "./functions/export-attendance-data.ts";
export { exportTenantAttendance } from "./functions/export-tenant-attendance.ts";
export { saveNewGoogleToken } from "./functions/save-new-google-token.ts";
export { startGoogleConsent } from "./functions/start-google-consent.ts";

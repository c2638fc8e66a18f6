export { type SmtpAlertsOptions, SmtpOperatorAlerts } from "./smtp-operator-alerts.ts";

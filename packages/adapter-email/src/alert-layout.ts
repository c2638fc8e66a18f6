import type { AlertMessage } from "./alert-message.ts";

/** The alert for readers without HTML: 80 columns are for terminals, so long lines are left to the reader. */
export const plainText = ({ heading, summary, facts, advice, logUrl }: AlertMessage): string => {
  const width = Math.max(...facts.map(([label]) => label.length));
  const lines = facts.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
  const log = logUrl === undefined ? [] : ["", `Log: ${logUrl}`];
  return [heading, "", summary, "", ...lines, "", `What to do: ${advice}`, ...log, ""].join("\n");
};

/** The same as one HTML page of tables and inline styles, which is what mail programs show alike; light and dark. */
export const htmlPage = ({ subject, heading, summary, facts, advice, logUrl }: AlertMessage): string => {
  const rows = facts
    .map(
      ([label, value]) =>
        `<tr><th scope="row" style="${LABEL}">${escaped(label)}</th><td style="${VALUE}">${escaped(value)}</td></tr>`,
    )
    .join("");
  const log =
    logUrl === undefined
      ? ""
      : `<p style="${TEXT}"><a href="${escaped(logUrl)}" style="color:#1a56db">Open the log of this run</a></p>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;line-height:1.5">
<main style="max-width:640px;margin:0 auto">
<p style="margin:0 0 4px;font-size:13px;letter-spacing:.04em;text-transform:uppercase;opacity:.7">Attendance Export</p>
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.25;overflow-wrap:anywhere">${escaped(heading)}</h1>
<p style="${TEXT}">${escaped(summary)}</p>
<table role="presentation" style="width:100%;border-collapse:collapse;margin:0 0 20px">${rows}</table>
<h2 style="margin:0 0 4px;font-size:16px">What to do</h2>
<p style="${TEXT}">${escaped(advice)}</p>
${log}</main></body></html>
`;
};

const LABEL =
  "text-align:left;vertical-align:top;padding:8px 16px 8px 0;border-top:1px solid #8884;font-weight:600;white-space:nowrap";
const VALUE = "padding:8px 0;border-top:1px solid #8884;overflow-wrap:anywhere";
const TEXT = "margin:0 0 20px;font-size:15px";

/** Messages come from outside and may hold anything. */
const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

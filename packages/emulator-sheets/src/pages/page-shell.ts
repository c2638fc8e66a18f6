import type { Reply } from "../server/reply.ts";
import { escapeHtml } from "./escape-html.ts";

/** A page of the emulator's own; `main` is HTML whose foreign parts are escaped already. */
export interface Page {
  readonly title: string;
  readonly main: string;
  readonly bodyClass?: string;
  /** Goes into `data-` attributes of the body. */
  readonly bodyData?: Readonly<Record<string, string>>;
  /** Names below `/_emulator/assets/`. */
  readonly styles: readonly string[];
  readonly scripts?: readonly string[];
}

/** A sheet of cells with one that is struck: the emulator's own mark, in the colours of the page. */
export const markSvg =
  '<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round">' +
  '<path d="M3 5h18v14H3zM3 10h18M3 14.5h18M9 5v14"/><path d="M10 11h10v3H10z" fill="var(--accent)" stroke="none"/></svg>';

const asset = (name: string): string => `/_emulator/assets/${name}`;

/**
 * Scripts and styles come from the emulator only, and none stands in the page itself: what somebody wrote into a cell cannot
 * run even where escaping were forgotten.
 */
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/** The page as it goes over the wire. */
export function pageReply(
  status: number,
  { title, main, bodyClass = "", bodyData = {}, styles, scripts = [] }: Page,
): Reply {
  const links = styles.map((name) => `<link rel="stylesheet" href="${asset(name)}">`).join("");
  const tags = scripts.map((name) => `<script type="module" src="${asset(name)}"></script>`).join("");
  const data = Object.entries(bodyData)
    .map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
    .join("");
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
${links}${tags}
</head>
<body class="${bodyClass}"${data}>
${main}
</body>
</html>
`;
  return {
    status,
    headers: {
      "content-type": "text/html; charset=UTF-8",
      "cache-control": "no-store",
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    },
    body,
  };
}

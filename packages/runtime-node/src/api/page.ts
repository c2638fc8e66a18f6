import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import type { LinkedSheetStore } from "@attendance-export/core";
import type { Api } from "@attendance-export/http-api";
import type { Context } from "hono";
import type { NodeApiParts } from "./node-api-parts.ts";
import { tokenAccess } from "./token-access.ts";

/** One file of the page, with what browsers must know of it. */
interface PageFile {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The built dashboard, in memory: it is small, and a path can only name what was there when it was read. */
export type Page = ReadonlyMap<string, PageFile>;

const INDEX = "/index.html";
/** Never a page of ours: these answer programs. */
const NOT_PAGES = /^\/(api|oauth|assets)\/|^\/(api|healthz|metrics|openapi\.json|config\.json)$/;

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** All that the page needs is its own server's. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

export const readPage = async (folder: string): Promise<Page> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const page = new Map<string, PageFile>();
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.endsWith(".map")) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    page.set(path, { content: new Uint8Array(await readFile(file)), headers: headersOf(path) });
  }
  if (!page.has(INDEX)) throw new Error(`${folder} has no index.html`);
  return page;
};

const headersOf = (path: string): Readonly<Record<string, string>> => ({
  "content-type": contentTypes[extname(path)] ?? "application/octet-stream",
  // Names of assets change with what is in them; everything else is asked for anew.
  "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  ...(path.endsWith(".html") ? { "content-security-policy": CONTENT_SECURITY_POLICY } : {}),
});

/** What every page may know of the server that it came from, before anybody has shown a token. */
interface PageConfig {
  readonly home: "node";
  readonly operator: true;
  readonly demo: boolean;
  readonly needsToken: boolean;
}

export interface PageParts {
  readonly config: PageConfig;
  /** Where no token is needed, the page learns which tenants there are. */
  readonly links: LinkedSheetStore;
}

const MOST_TENANTS = 50;
const CONFIG_PATH = "/config.json";

/** Whether everybody may ask for it: the page itself holds nothing of anybody. */
const isOfPage =
  (page: Page) =>
  (path: string, method: string): boolean =>
    isRead(method) && (path === CONFIG_PATH || page.has(path) || !NOT_PAGES.test(path));

const isRead = (method: string): boolean => method === "GET" || method === "HEAD";

/** What the API is given so that it serves the page; without a page only its absence. */
export const pageRoutes = (
  page: Page | undefined,
  parts: PageParts,
): Pick<NodeApiParts, "hasPage" | "add" | "isOpen"> => {
  if (page === undefined) return { hasPage: false };
  return { hasPage: true, add: (api) => addPage(api, page, parts), isOpen: isOfPage(page) };
};

/** Serves the page; a path that only the page knows gets it too, if a person asks for it. */
const addPage = (api: Api, page: Page, { config, links }: PageParts): void => {
  const access = tokenAccess({ token: undefined });
  api.get(CONFIG_PATH, async (context) => {
    const answer = (body: object) => context.json(body, 200, { "cache-control": "no-cache" });
    if (config.needsToken) return answer(config);
    // The door is open for this path: names are told to this machine's own pages alone.
    await access.admit(context.req.raw);
    const tenants = await links.list({ after: undefined, limit: MOST_TENANTS });
    return answer({ ...config, tenants: tenants.map(({ tenantId }) => tenantId) });
  });
  api.get("*", async (context, next) => {
    const { path } = context.req;
    const file = page.get(path);
    if (file !== undefined) return fileAnswer(context, file);
    const index = page.get(INDEX);
    const wantsPage = (context.req.header("accept") ?? "").includes("text/html");
    if (index === undefined || !wantsPage || NOT_PAGES.test(path)) return next();
    return fileAnswer(context, index);
  });
};

const fileAnswer = (context: Context, { content, headers }: PageFile): Response =>
  context.body(content, 200, headers);

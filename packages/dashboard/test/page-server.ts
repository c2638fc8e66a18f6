import { once } from "node:events";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { viteConfig } from "../scripts/build-dashboard.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** The policy of contents that both homes send. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** Builds the pages with everything in memory behind them; resolves to their folder. */
export const buildPreview = async (): Promise<string> => {
  const config = viteConfig();
  const folder = fileURLToPath(new URL("../node_modules/.cache/preview/", import.meta.url));
  await build({
    ...config,
    root: fileURLToPath(new URL("../preview/", import.meta.url)),
    publicDir: fileURLToPath(new URL("../public/", import.meta.url)),
    base: "/",
    build: { ...config.build, outDir: folder, minify: false },
  });
  return folder;
};

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a built page as both homes do: its files, and the page itself for every other address. */
export const servePage = async (folder: string): Promise<PageServer> => {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const wanted = join(folder, normalize(pathname));
    const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(folder, "index.html");
    response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
    response.setHeader("content-security-policy", POLICY);
    createReadStream(file).pipe(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { viteConfig } from "./build-dashboard.ts";

// Everything in memory, for who works on the page: http://localhost:5173/?state=error
const config = viteConfig();
const server = await createServer({
  ...config,
  root: fileURLToPath(new URL("../preview/", import.meta.url)),
  publicDir: fileURLToPath(new URL("../public/", import.meta.url)),
  logLevel: "info",
});
await server.listen();
server.printUrls();

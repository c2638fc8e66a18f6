/**
 * Google's emulator of Firebase Auth on the port that its argument names. The module is internal to firebase-tools, whose
 * version is therefore exact; its command line would bring a hub, a logger and a search for downloads along.
 */
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import { createRequire } from "node:module";

interface AuthServer {
  createApp(defaultProjectId: string): Promise<RequestListener>;
}

const require = createRequire(import.meta.url);
const { createApp }: AuthServer = require("firebase-tools/lib/emulator/auth/server.js");
createServer(await createApp("demo-auth")).listen(Number(process.argv[2]), "127.0.0.1");

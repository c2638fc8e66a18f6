import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** As much of firebase.json as says what Firebase Hosting does for the dashboard. */
const hostingSettings = z.object({
  hosting: z.object({
    public: z.string(),
    rewrites: z.array(
      z.object({
        source: z.string(),
        destination: z.string().optional(),
        function: z.object({ functionId: z.string() }).optional(),
      }),
    ),
    headers: z.array(
      z.object({ source: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) }),
    ),
  }),
});
type Hosting = z.infer<typeof hostingSettings>["hosting"];

const readSettings = (): Hosting =>
  hostingSettings.parse(JSON.parse(readFileSync(join(root, "firebase.json"), "utf8"))).hosting;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** What is behind the page: addresses of functions by name, and of Google's emulators. */
export interface Backstage {
  readonly projectId: string;
  readonly functions: () => Readonly<Record<string, string>>;
  readonly auth: string;
  readonly firestore: string;
}

const CONFIG = "/config.json";
const REGION = "us-central1";

/**
 * Firebase Hosting on this machine, by the project's own firebase.json: the built page, its headers, and functions behind it. A
 * second port stands for the functions' own addresses, as another origin, which the page calls by the SDK.
 */
export class LocalHosting implements AsyncDisposable {
  readonly #settings = readSettings();
  readonly #page: Server;
  readonly #functions: Server;
  #backstage: Backstage | undefined;

  private constructor() {
    this.#page = createServer((asked, answer) => void this.#answer(asked, answer));
    this.#functions = createServer((asked, answer) => this.#call(asked, answer));
  }

  static async listen(): Promise<LocalHosting> {
    const hosting = new LocalHosting();
    for (const server of [hosting.#page, hosting.#functions]) {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
    }
    return hosting;
  }

  /** The page's origin. */
  get url(): string {
    return `http://${addressOf(this.#page)}`;
  }

  /** From now on there is something behind the page. */
  open(backstage: Backstage): void {
    this.#backstage = backstage;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of [this.#page, this.#functions]) {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    }
  }

  async #answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { pathname } = new URL(asked.url ?? "/", this.url);
    for (const { source, headers } of this.#settings.headers)
      if (matches(source, pathname))
        for (const { key, value } of headers) answer.setHeader(key, this.#alsoEmulators(key, value));
    if (pathname === CONFIG) return sendJson(answer, this.#config());
    const file = this.#file(pathname);
    if (file !== undefined) return sendFile(answer, file);
    const rewrite = this.#settings.rewrites.find(({ source }) => matches(source, pathname));
    if (rewrite?.function !== undefined) return this.#forward(asked, answer, rewrite.function.functionId);
    const destination = this.#file(rewrite?.destination ?? "");
    if (destination !== undefined) return sendFile(answer, destination);
    answer.writeHead(404).end("Not found");
  }

  #file(pathname: string): string | undefined {
    const folder = resolve(root, this.#settings.public);
    const file = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
    return existsSync(file) && statSync(file).isFile() ? file : undefined;
  }

  /** `/project/region/name`, as the SDK calls functions of an emulator. */
  #call(asked: IncomingMessage, answer: ServerResponse): void {
    const name = new URL(asked.url ?? "/", this.url).pathname.split("/")[3] ?? "";
    this.#forward(asked, answer, name);
  }

  #forward(asked: IncomingMessage, answer: ServerResponse, name: string): void {
    const url = this.#behind.functions()[name];
    if (url === undefined) {
      answer.writeHead(404).end("no such function");
      return;
    }
    const { method, headers } = asked;
    const path = name === "api" ? asked.url : "/";
    const forwarded = request(new URL(url), { method, headers, path }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    forwarded.on("error", () => answer.writeHead(502).end());
    asked.pipe(forwarded);
  }

  /** What the deployment writes beside the page; here with the emulators. */
  #config(): object {
    const { projectId, auth, firestore } = this.#behind;
    const functions = addressOf(this.#functions);
    return {
      home: "firebase",
      // The emulator of Auth takes a project's name for its key.
      firebase: { apiKey: projectId, authDomain: `${projectId}.example.org`, projectId },
      emulators: { auth: `http://${auth}`, firestore, functions },
      region: REGION,
    };
  }

  /** The policy of contents lets the page speak with Google, whose place the emulators take. */
  #alsoEmulators(key: string, value: string): string {
    if (key.toLowerCase() !== "content-security-policy") return value;
    const { auth, firestore } = this.#behind;
    const places = [auth, firestore, addressOf(this.#functions)].map((place) => `http://${place}`);
    return value.replace(/connect-src /, `connect-src ${places.join(" ")} `);
  }

  get #behind(): Backstage {
    if (this.#backstage === undefined) throw new Error("there is nothing behind the page yet");
    return this.#backstage;
  }
}

const addressOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;

/** A pattern of firebase.json: `**` for anything, `*` for a part of a path. */
const matches = (source: string, pathname: string): boolean => {
  const pattern = source
    .replaceAll(/[.+^${}()|[\]\\?]/g, "\\$&")
    .replaceAll("**", "\u0000")
    .replaceAll("*", "[^/]*")
    .replaceAll("\u0000", ".*");
  return new RegExp(`^${pattern}$`).test(pathname);
};

const sendJson = (answer: ServerResponse, body: object): void => {
  answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
};

const sendFile = async (answer: ServerResponse, file: string): Promise<void> => {
  const content = await readFile(file);
  answer.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(content);
};

/**
 * Google's emulator of Firebase Auth on the port that its argument names. The module is internal to firebase-tools, whose
 * version is therefore exact; its command line would bring a hub, a logger and a search for downloads along.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import { createRequire } from "node:module";

type ProjectState = object;

interface AuthServer {
  createApp(
    defaultProjectId: string,
    singleProjectMode: undefined,
    projects: Map<string, ProjectState>,
  ): Promise<RequestListener>;
}

interface AuthState {
  readonly AgentProjectState: new (projectId: string) => ProjectState;
}

const require = createRequire(import.meta.url);
const { createApp }: AuthServer = require("firebase-tools/lib/emulator/auth/server.js");
const { AgentProjectState }: AuthState = require("firebase-tools/lib/emulator/auth/state.js");

const DEFAULT_PROJECT = "demo-auth";
/** The key of the request at hand, which a browser sends with each. */
const apiKey = new AsyncLocalStorage<string>();

/**
 * The emulator takes every key for one of its only project. A real key belongs to one project of many: here it is named
 * like its project, so that browsers' tests keep apart as the others do.
 */
class ProjectsByKey extends Map<string, ProjectState> {
  override get(projectId: string): ProjectState | undefined {
    const key = apiKey.getStore();
    if (projectId !== DEFAULT_PROJECT || key === undefined) return super.get(projectId);
    const project = super.get(key) ?? new AgentProjectState(key);
    this.set(key, project);
    return project;
  }
}

const app = await createApp(DEFAULT_PROJECT, undefined, new ProjectsByKey());
createServer((request, response) => {
  const key = new URL(request.url ?? "/", "http://auth").searchParams.get("key");
  const isProject = key?.startsWith("demo-") === true;
  if (isProject) apiKey.run(key, () => app(request, response));
  else app(request, response);
}).listen(Number(process.argv[2]), "127.0.0.1");

import { fileURLToPath } from "node:url";
import { startContainer } from "./container.ts";
import {
  type CloudEmulatorName,
  type EmulatorName,
  emulatorKinds,
  emulatorVariables,
} from "./emulator-kind.ts";
import { answers, startKept } from "./kept-process.ts";
import { type Environment, findSdkRoot } from "./sdk-root.ts";

export interface RunningEmulator {
  /** `host:port`, as the clients' environment variables want it. */
  readonly host: string;
  readonly origin: "environment" | "gcloud" | "container" | "firebase-tools";
  /** Ends what was started here; one that ran before keeps running. */
  stop(): Promise<void>;
}

/** No link of the chain had an emulator; the message says of each why. */
export class NoEmulator extends Error {
  override readonly name = "NoEmulator";
}

/**
 * An emulator by the first way that works: one that runs already (named by the environment), the jar of an installed
 * Google Cloud SDK, a container; that of Firebase Auth comes with firebase-tools. Rejects with `NoEmulator`, within a second
 * where nothing is installed.
 *
 * An address in the environment at which nobody answers is an error and not passed over: it was meant to be used.
 */
export const startEmulator = async (
  name: EmulatorName,
  env: Environment = process.env,
  ways: readonly EmulatorWay[] = name === "auth" ? [fromFirebaseTools] : [fromSdk, fromContainer],
): Promise<RunningEmulator> => {
  const variable = emulatorVariables[name];
  const host = env[variable];
  if (host !== undefined && host !== "") {
    if (await answers(host)) return { host, origin: "environment", stop: async () => undefined };
    throw new NoEmulator(`no ${name} emulator: ${variable} is ${host}, and nobody answers there`);
  }
  const reasons = [`${variable} is not set`];
  for (const way of ways) {
    try {
      return await way(name, env);
    } catch (thrown) {
      reasons.push(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }
  throw new NoEmulator(`no ${name} emulator: ${reasons.join("; ")}`);
};

/** One way to have an emulator where none runs; rejects with the reason why it does not work here. */
export type EmulatorWay = (name: EmulatorName, env: Environment) => Promise<RunningEmulator>;

/** The jar of the Google Cloud SDK. */
export const fromSdk: EmulatorWay = async (name, env) => {
  const { component, javaArguments } = emulatorKinds[cloudName(name)];
  const root = await findSdkRoot(env);
  if (root === undefined) throw new Error("no Google Cloud SDK is installed");
  const anyPort = 0;
  if (javaArguments(root, anyPort) === undefined)
    throw new Error(`the Google Cloud SDK has no component ${component}`);
  const java = env.JAVA_HOME === undefined || env.JAVA_HOME === "" ? "java" : `${env.JAVA_HOME}/bin/java`;
  const kept = await startKept(java, (port) => javaArguments(root, port) ?? []);
  return { ...kept, origin: "gcloud" };
};

const fromContainer: EmulatorWay = async (name) => ({
  ...(await startContainer(cloudName(name))),
  origin: "container",
});

const authServer = fileURLToPath(new URL("./auth-server.ts", import.meta.url));

/** Google's own emulator of Firebase Auth, in a process of this Node.js: no Java, no download. */
const fromFirebaseTools: EmulatorWay = async () => ({
  ...(await startKept(process.execPath, (port) => [authServer, String(port)])),
  origin: "firebase-tools",
});

const cloudName = (name: EmulatorName): CloudEmulatorName => {
  if (name === "auth") throw new Error("Firebase Auth is not among the Google Cloud SDK's emulators");
  return name;
};

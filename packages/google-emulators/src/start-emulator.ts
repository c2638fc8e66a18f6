import { startContainer } from "./container.ts";
import { type EmulatorName, emulatorKinds } from "./emulator-kind.ts";
import { answers, startKept } from "./kept-process.ts";
import { type Environment, findSdkRoot } from "./sdk-root.ts";

export interface RunningEmulator {
  /** `host:port`, as the clients' environment variables want it. */
  readonly host: string;
  readonly origin: "environment" | "gcloud" | "container";
  /** Ends what was started here; one that ran before keeps running. */
  stop(): Promise<void>;
}

/** No link of the chain had an emulator; the message says of each why. */
export class NoEmulator extends Error {
  override readonly name = "NoEmulator";
}

/**
 * An emulator by the first way that works: one that runs already (named by the environment), the jar of an installed
 * Google Cloud SDK, a container. Rejects with `NoEmulator`, within a second where nothing is installed.
 *
 * An address in the environment at which nobody answers is an error and not passed over: it was meant to be used.
 */
export const startEmulator = async (
  name: EmulatorName,
  env: Environment = process.env,
  ways: readonly EmulatorWay[] = [fromSdk, fromContainer],
): Promise<RunningEmulator> => {
  const { variable } = emulatorKinds[name];
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
  const { component, javaArguments } = emulatorKinds[name];
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
  ...(await startContainer(name)),
  origin: "container",
});

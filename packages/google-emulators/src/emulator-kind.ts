import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Which of Google's services is emulated. */
export type EmulatorName = "firestore" | "pubsub";

/** How one emulator is found and started. */
export interface EmulatorKind {
  /** Google's clients read the address of an emulator from here; so does the chain, first of all. */
  readonly variable: string;
  /** Java's arguments for the jar that gcloud installed, or undefined where that component is missing. */
  readonly javaArguments: (sdkRoot: string, port: number) => readonly string[] | undefined;
  /** What `gcloud components install` calls it. */
  readonly component: string;
}

/**
 * Leaves the cores to the tests. Not `-XX:TieredStopAtLevel=1` beside it: it starts no faster, and queries over 20,000
 * documents take half as long again.
 */
const modestJava = ["-XX:+UseSerialGC", "-Duser.language=en"];

/** Not `gcloud emulators … start`: killing it leaves its Java child alive. */
export const emulatorKinds: Readonly<Record<EmulatorName, EmulatorKind>> = {
  firestore: {
    variable: "FIRESTORE_EMULATOR_HOST",
    component: "cloud-firestore-emulator",
    javaArguments: (sdkRoot, port) => {
      const jar = join(sdkRoot, "platform/cloud-firestore-emulator/cloud-firestore-emulator.jar");
      if (!existsSync(jar)) return undefined;
      // The jar names no main class of its own.
      const main = "com.google.cloud.datastore.emulator.firestore.CloudFirestore";
      return [...modestJava, "-Xmx2g", "-cp", jar, main, "--host=127.0.0.1", `--port=${port}`];
    },
  },
  pubsub: {
    variable: "PUBSUB_EMULATOR_HOST",
    component: "pubsub-emulator",
    javaArguments: (sdkRoot, port) => {
      const lib = join(sdkRoot, "platform/pubsub-emulator/lib");
      const jar = existsSync(lib) ? readdirSync(lib).find((file) => file.endsWith("-all.jar")) : undefined;
      if (jar === undefined) return undefined;
      return [...modestJava, "-Xmx512m", "-jar", join(lib, jar), "--host=127.0.0.1", `--port=${port}`];
    },
  },
};

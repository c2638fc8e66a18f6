import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Which of Google's services is emulated. */
export type EmulatorName = "firestore" | "pubsub" | "auth";

/** The services whose emulators come with the Google Cloud SDK. */
export type CloudEmulatorName = Exclude<EmulatorName, "auth">;

/** Google's clients read the address of an emulator from here; so does the chain, first of all. */
export const emulatorVariables: Readonly<Record<EmulatorName, string>> = {
  firestore: "FIRESTORE_EMULATOR_HOST",
  pubsub: "PUBSUB_EMULATOR_HOST",
  auth: "FIREBASE_AUTH_EMULATOR_HOST",
};

/** How an emulator of the Google Cloud SDK is found and started. */
export interface EmulatorKind {
  /** Java's arguments for the jar that gcloud installed, or undefined where that component is missing. */
  readonly javaArguments: (sdkRoot: string, port: number) => readonly string[] | undefined;
  /** What `gcloud components install` calls it. */
  readonly component: string;
}

/**
 * Leaves the cores to the tests. The second compiler would make queries over 20,000 documents a third faster, and costs more
 * than it saves: without it all tests took 298 s instead of 323 s on two cores, and 46 s less of processor time.
 */
const modestJava = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.language=en"];

/** Not `gcloud emulators … start`: killing it leaves its Java child alive. */
export const emulatorKinds: Readonly<Record<CloudEmulatorName, EmulatorKind>> = {
  firestore: {
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
    component: "pubsub-emulator",
    javaArguments: (sdkRoot, port) => {
      const lib = join(sdkRoot, "platform/pubsub-emulator/lib");
      const jar = existsSync(lib) ? readdirSync(lib).find((file) => file.endsWith("-all.jar")) : undefined;
      if (jar === undefined) return undefined;
      return [...modestJava, "-Xmx512m", "-jar", join(lib, jar), "--host=127.0.0.1", `--port=${port}`];
    },
  },
};

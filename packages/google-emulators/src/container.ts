import type { CloudEmulatorName } from "./emulator-kind.ts";
import type { KeptProcess } from "./kept-process.ts";

/** Google's image with all emulators. */
const IMAGE = "gcr.io/google.com/cloudsdktool/google-cloud-cli:emulators";

/** Starts the emulator in a container; rejects within milliseconds where no container engine runs. */
export const startContainer = async (name: CloudEmulatorName): Promise<KeptProcess> => {
  // Loaded only when the links before it failed: it takes half a second.
  const { FirestoreEmulatorContainer, PubSubEmulatorContainer } = await import("@testcontainers/gcloud");
  const started =
    name === "firestore"
      ? await new FirestoreEmulatorContainer(IMAGE).start()
      : await new PubSubEmulatorContainer(IMAGE).start();
  return {
    host: started.getEmulatorEndpoint(),
    stop: async () => {
      await started.stop();
    },
  };
};

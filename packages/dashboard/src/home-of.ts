import * as z from "zod/mini";
import { nodeHome } from "./http/node-home.ts";
import { CallFailure } from "./port/call-failure.ts";
import type { Home } from "./port/home.ts";

const configWire = z.discriminatedUnion("home", [
  z.object({
    home: z.literal("node"),
    demo: z.boolean(),
    needsToken: z.boolean(),
    tenants: z.optional(z.array(z.string())),
  }),
  z.object({
    home: z.literal("firebase"),
    firebase: z.looseObject({ apiKey: z.string(), projectId: z.string() }),
    emulators: z.optional(z.object({ auth: z.string(), firestore: z.string(), functions: z.string() })),
    region: z.optional(z.string()),
  }),
]);

/** Asks the server that gave the page where the page lives. Rejects with a `CallFailure`. */
export const homeOfThisPage = async (): Promise<Home> => {
  const config = configWire.safeParse(await configuration());
  if (!config.success)
    throw new CallFailure("failed", "The server's /config.json cannot be used.", { cause: config.error });
  const { data } = config;
  if (data.home === "node") return nodeHome({ ...data, storage: sessionStorage });
  // Firebase weighs more than everything else together, and only its own home pays for it.
  const { firebaseHome } = await import("./firebase/firebase-home.ts");
  return firebaseHome(data);
};

const configuration = async (): Promise<unknown> => {
  try {
    const response = await fetch("/config.json", { headers: { accept: "application/json" } });
    if (response.ok) return await response.json();
    throw new Error(`/config.json answers ${response.status}`);
  } catch (cause) {
    throw new CallFailure("away", "The server does not answer.", { cause });
  }
};

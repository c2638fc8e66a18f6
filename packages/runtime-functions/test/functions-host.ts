/**
 * All functions of this package in one process, each behind a port of its own, served by the functions framework that Cloud
 * Functions itself runs them with. Started by `FunctionsProcess`, told everything by its environment.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { RedirectAgent } from "@attendance-export/emulator-fcm";
import { cloudEvent, http } from "@google-cloud/functions-framework";
import { getTestServer } from "@google-cloud/functions-framework/testing";
import { initializeApp } from "firebase-admin/app";

/** What firebase-functions writes on a function for the one who deploys it. */
interface Hosted {
  (...given: unknown[]): unknown;
  readonly __endpoint?: { readonly eventTrigger?: object };
}

const { FCM_PORT, FCM_CERTIFICATE = "", FUNCTIONS_MODULE = "", GCLOUD_PROJECT = "" } = process.env;

// Before the functions look for an app: theirs speaks to FCM on this machine.
initializeApp({
  projectId: GCLOUD_PROJECT,
  httpAgent: new RedirectAgent(Number(FCM_PORT), FCM_CERTIFICATE),
});

type Functions = Readonly<Record<string, Hosted>>;
const loaded = (await import(FUNCTIONS_MODULE)) as Functions & { readonly default?: Functions };
// A bundle is CommonJS, whose names an import does not see.
const functions = loaded.default ?? loaded;
const urls: Record<string, string> = {};
for (const [name, hosted] of Object.entries(functions)) {
  if (hosted.__endpoint === undefined) continue;
  if (hosted.__endpoint.eventTrigger === undefined) http(name, hosted as never);
  else cloudEvent(name, hosted as never);
  const server = getTestServer(name);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
process.send?.(urls);
// Ends with whoever started it, even one that was killed.
process.on("disconnect", () => process.exit());

import { onRequest } from "firebase-functions/v2/https";
import { apiOptions } from "../function-options.ts";

/** The HTTP API of the dashboard. Loaded at its first request: the other functions have no use for it. */
export const api = onRequest(apiOptions, async (request, response) => {
  const { handleRequest } = await import("../handling/handle-request.ts");
  await handleRequest(request, response);
});

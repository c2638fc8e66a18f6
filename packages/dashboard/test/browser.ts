import { Window } from "happy-dom";
import { populateGlobal } from "vitest/runtime";

// A page's document without a page's network: what a browser would ask its own server, Node's fetch asks a real one. For tests whose
// server runs in the same process, where happy-dom's Request and Headers would get into that server's way too.
const { fetch, Request, Response, Headers, AbortController, AbortSignal, URL, URLSearchParams } = globalThis;
populateGlobal(globalThis, new Window({ url: "http://localhost:3000" }), { bindFunctions: true });
Object.assign(globalThis, {
  fetch,
  Request,
  Response,
  Headers,
  AbortController,
  AbortSignal,
  URL,
  URLSearchParams,
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { limits } from "../spreadsheet/limits.ts";
import { invalidArgument } from "./api-error.ts";
import { exchangeOf } from "./exchange.ts";
import type { Observe } from "./observed-call.ts";
import type { ApiOperation, Operation, Surface } from "./operation.ts";
import { htmlReply, jsonReply, type Reply } from "./reply.ts";
import type { CallServer } from "./serve-call.ts";

const notFoundPage =
  "<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title><p><b>404.</b> <ins>That’s an error.</ins>" +
  "<p>The requested URL was not found on this server.  <ins>That’s all we know.</ins>";

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.writableEnded) return;
  const body = typeof reply.body === "string" ? Buffer.from(reply.body) : reply.body;
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  response.end(body);
}

/** The whole body, or undefined when it is longer than Google takes; the rest is then read and thrown away. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length <= limits.payloadBytes) parts.push(part as Buffer);
  }
  return length <= limits.payloadBytes ? Buffer.concat(parts) : undefined;
}

/** The HTTP side: finds the surface that a request is for, reads its body, and gives it to the API or the page. */
export class HttpListener {
  readonly #surfaces: readonly Surface[];
  readonly #calls: CallServer;
  readonly #observe: Observe | undefined;
  readonly #server: Server;

  constructor(surfaces: readonly Surface[], calls: CallServer, observe?: Observe) {
    this.#surfaces = surfaces;
    this.#calls = calls;
    this.#observe = observe;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => this.#fail(response, error));
    });
    // A test that holds a call open must not be ended by the server's own patience.
    this.#server.requestTimeout = 0;
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Listens on the loopback interface and gives the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Stops listening and closes every connection, held ones included. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
    this.#calls.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = exchangeOf(request.method ?? "GET", request.url ?? "/", request.headers);
    let operation: Operation | undefined;
    for (const surface of exchange === undefined ? [] : this.#surfaces) {
      operation = exchange === undefined ? undefined : surface(exchange);
      if (operation !== undefined) break;
    }
    const body = await bodyOf(request);
    if (operation === undefined) return send(response, htmlReply(404, notFoundPage));
    if (body === undefined) {
      const error = invalidArgument(`Request payload size exceeds the limit: ${limits.payloadBytes} bytes.`);
      return send(response, jsonReply(error.httpStatus, error.toBody()));
    }
    if (operation.kind === "plain") return send(response, await operation.run(body));
    const call = operation;
    this.#calls.serve(call, body, {
      answer: (reply) => {
        this.#tell(call, exchange?.query ?? new URLSearchParams(), body, reply);
        send(response, reply);
      },
      drop: () => request.socket.destroy(),
    });
  }

  #tell({ service, method }: ApiOperation, query: URLSearchParams, body: Uint8Array, reply: Reply): void {
    if (this.#observe === undefined) return;
    const decoder = new TextDecoder();
    const replyBody = typeof reply.body === "string" ? reply.body : decoder.decode(reply.body);
    this.#observe({
      service,
      method,
      query,
      requestBody: decoder.decode(body),
      status: reply.status,
      replyBody,
    });
  }

  /** A mistake in the emulator itself: visible in the answer, so that a test that meets it says so. */
  #fail(response: ServerResponse, error: unknown): void {
    // A client that went away while its body was read is no mistake of anybody's here.
    if (response.destroyed) return;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    send(response, {
      status: 500,
      headers: { "content-type": "text/plain" },
      body: `emulator-sheets failed: ${text}`,
    });
  }
}

import { once } from "node:events";
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";

/** How a call ends for the caller. */
export type GrpcFault =
  /** With this status and message, as the service itself would say it. */
  | { readonly kind: "status"; readonly status: number; readonly message: string }
  /** With its connection gone. */
  | { readonly kind: "reset" }
  /** Never: no answer comes as long as the caller waits. */
  | { readonly kind: "silence" };

/** `before`: the service never sees the call. `after`: it has answered, and only the caller does not learn of it. */
export interface GrpcRule {
  readonly when: "before" | "after";
  readonly fault: GrpcFault;
  /** Only calls of these methods (`Commit`); of all without it. */
  readonly methods?: readonly string[];
}

/** One message of a call, as it passes. */
export interface GrpcMessage {
  /** Counts the proxy's calls; the messages of one have one number. */
  readonly call: number;
  /** `Commit` */
  readonly method: string;
  readonly from: "client" | "service";
  /** Its protocol buffer. */
  readonly bytes: Buffer;
}

/**
 * Stands between a gRPC client and an emulator and makes calls fail on the wire, so that the client's own code for
 * broken connections and error statuses runs. Knows HTTP/2 and nothing of any API.
 */
export class GrpcFaultProxy {
  /** While set, calls it names fail so, however often they are repeated. */
  rule: GrpcRule | undefined;
  /** Names of the methods called through it, in order; whoever counts calls empties it first. */
  readonly calls: string[] = [];
  /** Sees every message that reaches the service, and every one that the service answers. */
  watch: ((message: GrpcMessage) => void) | undefined;
  readonly #target: string;
  readonly #server: Http2Server = createServer();
  readonly #sessions = new Set<ServerHttp2Session>();
  #forwarded = 0;

  private constructor(targetHost: string) {
    this.#target = `http://${targetHost}`;
    this.#server.on("session", (session) => this.#serve(session));
  }

  static async open(targetHost: string): Promise<GrpcFaultProxy> {
    const proxy = new GrpcFaultProxy(targetHost);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** `host:port` for the client. */
  get host(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy is closed");
    return `127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    for (const session of this.#sessions) session.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** Each connection of a client gets one of its own behind the proxy, and both end together. */
  #serve(session: ServerHttp2Session): void {
    const upstream = connect(this.#target);
    this.#sessions.add(session);
    session.on("close", () => {
      this.#sessions.delete(session);
      upstream.destroy();
    });
    upstream.on("close", () => session.destroy());
    // What breaks behind the proxy is shown to the client as a broken connection, by the line above.
    upstream.on("error", () => session.destroy());
    session.on("error", () => upstream.destroy());
    session.on("stream", (stream, headers) => this.#forward(stream, headers, upstream));
  }

  #forward(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, upstream: ClientHttp2Session): void {
    const method = String(headers[constants.HTTP2_HEADER_PATH]).split("/").at(-1) ?? "";
    this.calls.push(method);
    const rule = this.rule;
    const hit = rule !== undefined && (rule.methods === undefined || rule.methods.includes(method));
    // A stream that ends badly has told its caller; without a listener it would end this process too.
    stream.on("error", () => stream.close());
    if (hit && rule.when === "before") {
      fail(stream, rule.fault);
      return;
    }
    const call = upstream.request(withoutConnection(headers));
    call.on("error", () => stream.session?.destroy());
    this.#overhear(method, stream, call);
    stream.pipe(call);
    if (hit) call.on("end", () => fail(stream, rule.fault)).resume();
    else answer(stream, call);
  }

  #overhear(method: string, stream: ServerHttp2Stream, upstreamCall: ClientHttp2Stream): void {
    const { watch } = this;
    if (watch === undefined) return;
    this.#forwarded += 1;
    const call = this.#forwarded;
    stream.on(
      "data",
      messageReader((bytes) => watch({ call, method, from: "client", bytes })),
    );
    upstreamCall.on(
      "data",
      messageReader((bytes) => watch({ call, method, from: "service", bytes })),
    );
  }
}

/** A flag for compression and a length stand before each message. */
const PREFIX_BYTES = 5;

/** Cuts what comes in pieces of any size into messages. */
const messageReader = (take: (bytes: Buffer) => void): ((chunk: Buffer) => void) => {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= PREFIX_BYTES) {
      const end = PREFIX_BYTES + pending.readUInt32BE(1);
      if (pending.length < end) return;
      take(pending.subarray(PREFIX_BYTES, end));
      pending = pending.subarray(end);
    }
  };
};

const withoutConnection = ({
  [constants.HTTP2_HEADER_AUTHORITY]: _,
  ...headers
}: IncomingHttpHeaders): IncomingHttpHeaders => headers;

/** Passes on the answer with the trailers that hold a gRPC call's status. */
const answer = (stream: ServerHttp2Stream, call: ClientHttp2Stream): void => {
  let trailers: IncomingHttpHeaders = {};
  call.on("trailers", (received) => {
    trailers = received;
  });
  call.on("response", (headers, flags) => {
    if (stream.destroyed) return;
    // An error may come as headers alone, its status among them.
    if ((flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0) {
      stream.respond(headers, { endStream: true });
      return;
    }
    stream.respond(headers, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers(trailers));
    call.pipe(stream);
  });
  stream.on("close", () => call.close());
};

const fail = (stream: ServerHttp2Stream, fault: GrpcFault): void => {
  if (fault.kind === "reset") stream.session?.destroy();
  if (fault.kind !== "status" || stream.destroyed) return;
  const headers = {
    [constants.HTTP2_HEADER_STATUS]: 200,
    [constants.HTTP2_HEADER_CONTENT_TYPE]: "application/grpc",
    "grpc-status": String(fault.status),
    "grpc-message": encodeURIComponent(fault.message),
  };
  stream.respond(headers, { endStream: true });
};

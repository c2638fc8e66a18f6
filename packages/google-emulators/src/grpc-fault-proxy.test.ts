import { once } from "node:events";
import { connect, createServer, type Http2Server, type IncomingHttpHeaders } from "node:http2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GrpcFaultProxy } from "./grpc-fault-proxy.ts";

interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly trailers: IncomingHttpHeaders;
}

/** One gRPC-like call; rejects when the connection goes. */
const call = async (host: string, method: string, body: string): Promise<Answer> => {
  const session = connect(`http://${host}`);
  try {
    const stream = session.request({ ":method": "POST", ":path": `/google.example.v1.Example/${method}` });
    const broken = once(session, "close").then(() => Promise.reject(new Error("connection gone")));
    let trailers: IncomingHttpHeaders = {};
    stream.on("trailers", (received) => {
      trailers = received;
    });
    const received = async (): Promise<Answer> => {
      const [headers] = (await once(stream, "response")) as [IncomingHttpHeaders];
      const chunks: string[] = [];
      for await (const chunk of stream.setEncoding("utf8")) chunks.push(chunk as string);
      return { headers, body: chunks.join(""), trailers };
    };
    stream.end(body);
    return await Promise.race([received(), broken]);
  } finally {
    session.destroy();
  }
};

describe("the proxy that fails gRPC calls", () => {
  let service: Http2Server;
  let served: string[];
  let proxy: GrpcFaultProxy;
  beforeEach(async () => {
    served = [];
    service = createServer();
    service.on("stream", (stream, headers) => {
      const chunks: string[] = [];
      stream.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
      stream.on("end", () => {
        if (headers[":path"]?.endsWith("/Refused") === true) {
          stream.respond({ ":status": 200, "grpc-status": "6" }, { endStream: true });
          return;
        }
        served.push(`${headers[":path"]?.split("/").at(-1)} ${chunks.join("").length}`);
        stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
        stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
        stream.end(`echo ${chunks.join("")}`);
      });
    });
    service.listen(0, "127.0.0.1");
    await once(service, "listening");
    const address = service.address();
    proxy = await GrpcFaultProxy.open(`127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
  });
  afterEach(async () => {
    await proxy.close();
    service.close();
  });

  it("passes calls on with body and trailers, of any size", async () => {
    expect(await call(proxy.host, "Commit", "hello")).toMatchObject({
      headers: { ":status": 200, "content-type": "application/grpc" },
      body: "echo hello",
      trailers: { "grpc-status": "0" },
    });
    const large = "x".repeat(3_000_000);
    expect((await call(proxy.host, "Commit", large)).body).toBe(`echo ${large}`);
    expect(proxy.calls).toEqual(["Commit", "Commit"]);
  });

  it("passes an answer on that is headers alone", async () => {
    const { headers, body } = await call(proxy.host, "Refused", "hello");
    expect({ status: headers["grpc-status"], body }).toEqual({ status: "6", body: "" });
  });

  it("answers with a status in place of the service, which never sees the call", async () => {
    proxy.rule = { when: "before", fault: { kind: "status", status: 7, message: "no such right %" } };
    const { headers } = await call(proxy.host, "Commit", "hello");
    expect(headers).toMatchObject({ "grpc-status": "7", "grpc-message": "no%20such%20right%20%25" });
    expect(served).toEqual([]);
  });

  it("breaks the connection before or after the service has served the call", async () => {
    proxy.rule = { when: "before", fault: { kind: "reset" } };
    await expect(call(proxy.host, "Commit", "hello")).rejects.toThrow("connection gone");
    expect(served).toEqual([]);
    proxy.rule = { when: "after", fault: { kind: "reset" } };
    await expect(call(proxy.host, "Commit", "hello")).rejects.toThrow("connection gone");
    expect(served).toEqual(["Commit 5"]);
  });

  it("fails only the methods it was told to, as long as it was told to", async () => {
    proxy.rule = { when: "before", fault: { kind: "reset" }, methods: ["Commit"] };
    expect((await call(proxy.host, "RunQuery", "hello")).body).toBe("echo hello");
    await expect(call(proxy.host, "Commit", "hello")).rejects.toThrow("connection gone");
    proxy.rule = undefined;
    expect((await call(proxy.host, "Commit", "hello")).body).toBe("echo hello");
  });
});

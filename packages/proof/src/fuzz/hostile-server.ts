import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What the server says, whatever it is asked. */
export interface HostileReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** How it is sent: whole; cut off in the middle with the connection; forever, a byte at a time; or as so many MB of blanks. */
  readonly manner?: "whole" | "cut" | "drip" | { readonly megabytes: number };
}

const DRIP_EVERY_MS = 20;
const MEGABYTE = Buffer.alloc(1_048_576, " ");

/** Stands in for Google and answers every call of the Sheets API with `reply`; its token endpoint is honest until told otherwise. */
export class HostileServer {
  reply: HostileReply = { status: 200, body: "{}" };
  tokenReply: HostileReply = honestToken;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      request.resume().on("end", () => {
        void this.#send(request.url?.startsWith("/token") ? this.tokenReply : this.reply, response);
      });
    });
  }

  static async start(): Promise<HostileServer> {
    const server = new HostileServer();
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server is closed");
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #send(
    { status, headers = {}, body, manner = "whole" }: HostileReply,
    to: ServerResponse,
  ): Promise<void> {
    to.writeHead(status, { "content-type": "application/json; charset=UTF-8", ...headers });
    const bytes = Buffer.from(body);
    if (manner === "whole") {
      to.end(bytes);
    } else if (manner === "cut") {
      to.write(bytes.subarray(0, bytes.length / 2), () => to.destroy());
    } else if (manner === "drip") {
      const dripping = setInterval(() => to.write(" "), DRIP_EVERY_MS);
      to.on("close", () => clearInterval(dripping));
    } else {
      const blanks = Readable.from(Array.from({ length: manner.megabytes }, () => MEGABYTE));
      // Whoever asked may have had enough before the end.
      await pipeline(blanks, to, { end: true }).catch(() => to.destroy());
    }
  }
}

export const honestToken: HostileReply = {
  status: 200,
  body: JSON.stringify({ access_token: "ya29.token", expires_in: 1, token_type: "Bearer" }),
};

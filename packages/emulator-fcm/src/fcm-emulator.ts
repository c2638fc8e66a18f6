import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Agent, createServer, type Server } from "node:https";
import { buffer } from "node:stream/consumers";
import { generate } from "selfsigned";
import { type Answer, answers, type DeviceTrouble } from "./answers.ts";
import { FCM_HOST, RedirectAgent } from "./redirect-agent.ts";

/** One request to send, whatever came of it. */
export interface SendRequest {
  readonly projectId: string;
  readonly authorization: string | undefined;
  /** As it was sent; FCM's discovery document calls it `SendMessageRequest`. */
  readonly body: { readonly message: { readonly token: string; readonly [field: string]: unknown } };
  readonly wasTaken: boolean;
}

const SEND = /^\/v1\/projects\/([^/]+)\/messages:send$/;

/** Firebase Cloud Messaging on this machine, as far as a sender can see it. */
export class FcmEmulator {
  /** What is the matter with a device, by its token; all others take what is sent. */
  readonly troubles = new Map<string, DeviceTrouble>();
  /** Everything that was asked, in order. */
  readonly requests: SendRequest[] = [];
  /** For `initializeApp({ httpAgent })` of firebase-admin. */
  readonly agent: Agent;
  /** With these another process makes a `RedirectAgent` of its own. */
  readonly port: number;
  readonly certificate: string;
  readonly #server: Server;

  private constructor(server: Server, certificate: string) {
    this.#server = server;
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the emulator has no port");
    this.port = address.port;
    this.certificate = certificate;
    this.agent = new RedirectAgent(address.port, certificate);
    server.on("request", (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<FcmEmulator> {
    const { private: key, cert } = await generate([{ name: "commonName", value: FCM_HOST }], {
      // An RSA key would take longer to make than most tests do.
      keyType: "ec",
      algorithm: "sha256",
      extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: FCM_HOST }] }],
    });
    const server = createServer({ key, cert });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new FcmEmulator(server, cert);
  }

  /** Tokens of the devices that took a message, one for each message, in order. */
  get taken(): readonly string[] {
    return this.requests.filter(({ wasTaken }) => wasTaken).map(({ body }) => body.message.token);
  }

  async close(): Promise<void> {
    this.agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const projectId = SEND.exec(request.url ?? "")?.[1];
    const text = (await buffer(request)).toString();
    if (request.method !== "POST" || projectId === undefined) {
      reply(response, { status: 404, body: "<html>404 Not Found</html>" });
      return;
    }
    const body = JSON.parse(text) as SendRequest["body"];
    const trouble = this.troubles.get(body.message.token);
    const wasTaken = trouble === undefined;
    this.requests.push({ projectId, authorization: request.headers.authorization, body, wasTaken });
    if (trouble === "silent") return;
    if (trouble === "reset") request.socket.destroy();
    else if (trouble !== undefined) reply(response, answers[trouble]);
    else {
      const name = `projects/${projectId}/messages/${this.requests.length}`;
      reply(response, { status: 200, body: { name } });
    }
  }
}

const reply = (response: ServerResponse, { status, body }: Answer): void => {
  const isText = typeof body === "string";
  response.writeHead(status, {
    "content-type": isText ? "text/html" : "application/json; charset=UTF-8",
  });
  response.end(isText ? body : JSON.stringify(body));
};

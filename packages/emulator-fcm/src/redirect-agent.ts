import { Agent, type RequestOptions } from "node:https";
import { connect as connectPlainly } from "node:net";
import type { Duplex } from "node:stream";
import { connect } from "node:tls";

/** The one host that is led here. */
export const FCM_HOST = "fcm.googleapis.com";

/** Leads a client to this machine that believes to speak to FCM, with a certificate that it can check. */
export class RedirectAgent extends Agent {
  readonly #port: number;
  readonly #certificate: string;

  constructor(port: number, certificate: string) {
    super({ keepAlive: true });
    this.#port = port;
    this.#certificate = certificate;
    // firebase-admin has one agent for everything, and other emulators beside this one speak plain HTTP.
    Object.assign(this, { protocol: undefined });
  }

  override createConnection(options: RequestOptions): Duplex {
    const host = options.host ?? "";
    if (host !== FCM_HOST) return connectPlainly({ host, port: Number(options.port) });
    return connect({ host: "127.0.0.1", port: this.#port, servername: host, ca: this.#certificate });
  }
}

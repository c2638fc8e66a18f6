import { Agent, type RequestOptions } from "node:https";
import type { Duplex } from "node:stream";
import { connect } from "node:tls";

/** Leads a client to this machine that believes to speak to Google, with a certificate that it can check. */
export class RedirectAgent extends Agent {
  readonly #port: number;
  readonly #certificate: string;

  constructor(port: number, certificate: string) {
    super({ keepAlive: true });
    this.#port = port;
    this.#certificate = certificate;
  }

  override createConnection({ host }: RequestOptions): Duplex {
    return connect({
      host: "127.0.0.1",
      port: this.#port,
      servername: host ?? "",
      ca: this.#certificate,
    });
  }
}

import { once } from "node:events";
import { type AddressInfo, isIPv6 } from "node:net";
import type { Api } from "@attendance-export/http-api";
import { createAdaptorServer } from "@hono/node-server";
import { systemErrorCode, UserError } from "../user-error.ts";

export interface ApiAddress {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** What a person chooses the port with; `--port` if nothing is said. */
  readonly portOption?: string;
}

export interface ApiServer {
  readonly url: string;
  /** Takes no more calls, and resolves once those under way are answered. */
  close(): Promise<void>;
}

export const listen = async (
  app: Api,
  { host, port, portOption = "--port" }: ApiAddress,
): Promise<ApiServer> => {
  const server = createAdaptorServer({ fetch: app.fetch });
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (cause) {
    throw new UserError(
      `Nobody can listen on ${host}, port ${port} (${systemErrorCode(cause) ?? String(cause)}).`,
      `Give ${portOption} another number; 0 takes any free one.`,
      cause,
    );
  }
  const { address, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${isIPv6(address) ? `[${address}]` : address}:${taken}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
};

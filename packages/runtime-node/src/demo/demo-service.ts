import { defaultExportPolicy } from "@attendance-export/core";
import { pino } from "pino";
import { type ApiServer, listen } from "../api/api-server.ts";
import { builtPage } from "../api/built-page.ts";
import { CALLBACK_PATH } from "../api/consent-callback.ts";
import { nodeApi } from "../api/node-api.ts";
import { pageRoutes } from "../api/page.ts";
import { startService } from "../service/service.ts";
import { DemoPanel } from "./demo-panel.ts";
import { addDemoRoutes } from "./demo-routes.ts";
import type { DemoPlace } from "./demo-world.ts";

/** Only this machine: whoever comes here may break what there is, and needs no token for it. */
const HOST = "127.0.0.1";
const CONCURRENCY = 2;
/** An hourly schedule seldom strikes while somebody looks; what is asked for begins at once anyway. */
const DISPATCH_EVERY_MS = 5_000;
/** The emulator answers or has done nothing: its silence is over sooner than Google's. */
const LATE_MS = 5_000;

export interface DemoServiceOptions {
  readonly batchRows: number;
  /** 0 takes any free port. */
  readonly port: number;
  readonly hasPage: boolean;
  readonly stopping: AbortSignal;
  readonly say: (line: string) => void;
}

/** The demo's installation as a service: its dashboard, with a panel to break it, until it is closed. */
export const serveDemo = async (place: DemoPlace, options: DemoServiceOptions): Promise<ApiServer> => {
  const { data, google, emulator } = place;
  const { batchRows, hasPage, stopping } = options;
  const page = hasPage ? await builtPage(options) : undefined;
  const service = await startService({
    ...{ data, google, smtp: undefined, concurrency: CONCURRENCY, everyMs: DISPATCH_EVERY_MS },
    policy: { ...defaultExportPolicy, maxRows: batchRows, lateMs: LATE_MS },
    // The page tells what goes wrong; lines of JSON between the demo's own would tell nobody.
    log: pino({ enabled: false }),
  });
  try {
    const panel = new DemoPanel({ emulator, google, data, batchRows, service });
    let url = "";
    const routes = pageRoutes(page, {
      config: { home: "node", operator: true, demo: true, needsToken: false },
      links: service.installation.links,
    });
    const api = nodeApi({
      ...{ service, access: { token: undefined }, googleUrl: google.emulatorUrl, stopping, ...routes },
      publicUrl: () => url,
      add: (more) => {
        // Before the page, which answers every other path.
        addDemoRoutes(more, panel);
        routes.add?.(more);
      },
    });
    const server = await listen(api, { host: HOST, port: options.port, portOption: "--page-port" });
    url = server.url;
    emulator.accounts.changeClient(google.clientId, { redirectUris: [`${url}${CALLBACK_PATH}`] });
    const close = async (): Promise<void> => {
      await Promise.all([server.close(), service.stop()]);
    };
    return { url, close };
  } catch (thrown) {
    await service.stop();
    throw thrown;
  }
};

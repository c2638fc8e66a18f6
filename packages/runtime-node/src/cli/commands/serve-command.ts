import { once } from "node:events";
import { DAY_MS } from "@attendance-export/core";
import { listen } from "../../api/api-server.ts";
import { builtPage } from "../../api/built-page.ts";
import { nodeApi } from "../../api/node-api.ts";
import { pageRoutes } from "../../api/page.ts";
import { isLoopback } from "../../api/token-access.ts";
import { dataFolder } from "../../data-folder.ts";
import { exportPolicy, type PolicyOptions } from "../../export-policy.ts";
import { googleSettings } from "../../google-settings.ts";
import { API_TOKEN_VARIABLE, apiToken } from "../../service/api-token.ts";
import { startService } from "../../service/service.ts";
import { openServiceLog } from "../../service/service-log.ts";
import { smtpSettings } from "../../service/smtp-settings.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";

/** Where browsers find this server, if that is not where it listens: behind a proxy, or by a name. */
const PUBLIC_URL_VARIABLE = "ATTENDANCE_EXPORT_PUBLIC_URL";

export interface ServeOptions extends PolicyOptions {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly concurrency: number;
  readonly everySeconds: number;
  /** Days that the history keeps a run. */
  readonly keepRuns: number;
  /** False with `--no-page`. */
  readonly page: boolean;
}

/** Exports on schedule and answers over HTTP until it is told to stop; then ends with the batches at hand. */
export const serveCommand = async (options: ServeOptions, context: CommandContext): Promise<number> => {
  const { environment, interruption } = context;
  const google = googleSettings(environment);
  const data = dataFolder(options.data);
  const policy = exportPolicy(options, google);
  const smtp = smtpSettings(environment);
  const log = openServiceLog(environment.ATTENDANCE_EXPORT_LOG_LEVEL || "info");
  interruption.sayBy((line) => log.info(line));
  const service = await startService({
    ...{ data, google, policy, smtp, log },
    concurrency: options.concurrency,
    everyMs: options.everySeconds * 1_000,
    runsKeptMs: options.keepRuns * DAY_MS,
  });
  try {
    const access = { token: tokenFor(options.host, environment, data) };
    const needsToken = access.token !== undefined;
    const page = options.page ? await builtPage({ say: (line) => log.info(line) }) : undefined;
    let url = environment[PUBLIC_URL_VARIABLE] || "";
    const api = nodeApi({
      ...{ service, access, googleUrl: google.emulatorUrl, stopping: interruption.signal },
      publicUrl: () => url,
      ...pageRoutes(page, {
        config: { home: "node", operator: true, demo: false, needsToken },
        links: service.installation.links,
      }),
    });
    const server = await listen(api, options);
    url ||= server.url;
    log.info(
      { url: server.url, authenticated: needsToken, mail: smtp !== undefined, page: page !== undefined },
      "Listening.",
    );
    if (!interruption.stop()) await once(interruption.signal, "abort");
    // Together: a caller who waits for a run is answered once the run has stopped.
    await Promise.all([server.close(), service.stop()]);
  } finally {
    await service.stop();
  }
  log.info("Stopped.");
  return exitCode.ok;
};

/** Whoever can be called from elsewhere asks for a token; so does whoever was given one. */
const tokenFor = (
  host: string,
  environment: NodeJS.ProcessEnv,
  data: ReturnType<typeof dataFolder>,
): string | undefined =>
  isLoopback(host) && !environment[API_TOKEN_VARIABLE] ? undefined : apiToken(environment, data);

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a function's service account proves itself with. Made up, and looked for in the logs. */
export const SERVICE_ACCOUNT_TOKEN = "ya29.canary-service-account";

const ANSWERS: Readonly<Record<string, object | string>> = {
  "/computeMetadata/v1/instance": {},
  "/computeMetadata/v1/universe/universe-domain": "googleapis.com",
  "/computeMetadata/v1/instance/service-accounts/default/email": "functions@example.iam.gserviceaccount.com",
  "/computeMetadata/v1/instance/service-accounts/default/token": {
    access_token: SERVICE_ACCOUNT_TOKEN,
    expires_in: 3_600,
    token_type: "Bearer",
  },
};

export interface MetadataServer {
  /** For `GCE_METADATA_HOST`. */
  readonly host: string;
  close(): Promise<void>;
}

/** The address inside Google Cloud from which functions get their service account's tokens, as far as they ask. */
export const startMetadataServer = async (): Promise<MetadataServer> => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://metadata").pathname.replace(/\/$/, "");
    const answer = ANSWERS[path];
    const headers = { "metadata-flavor": "Google", "content-type": "application/json" };
    response.writeHead(answer === undefined ? 404 : 200, headers);
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

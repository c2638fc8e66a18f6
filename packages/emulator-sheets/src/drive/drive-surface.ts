import type { Exchange } from "../server/exchange.ts";
import type { ApiOperation, Handled, Surface } from "../server/operation.ts";
import { jsonReply, type Reply } from "../server/reply.ts";
import { authorizeDrive } from "./authorize-drive.ts";
import { checkDriveQuery } from "./check-drive-query.ts";
import { DriveError, notEmulatedByDrive, unreadableRequest } from "./drive-error.ts";
import type { DriveCall, DriveServices } from "./drive-method.ts";
import { type DriveRoute, driveRouteOf } from "./drive-route.ts";

/** As recorded on every reply of the Drive API that is no 401. */
const driveHeaders = {
  "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
  pragma: "no-cache",
  expires: "Mon, 01 Jan 1990 00:00:00 GMT",
  vary: "Origin, X-Origin",
};

function answer(
  exchange: Exchange,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  if (body === undefined)
    return { status: 204, headers: { ...driveHeaders, "content-type": "text/html" }, body: "" };
  const isPretty = exchange.query.get("prettyPrint")?.toLowerCase() !== "false";
  const reply = jsonReply(status, body, isPretty);
  return { ...reply, headers: { ...reply.headers, ...driveHeaders, ...headers } };
}

const decoder = new TextDecoder();

function readJson(body: Uint8Array): DriveCall["body"] {
  const text = decoder.decode(body).trim();
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as DriveCall["body"];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw unreadableRequest(`Invalid JSON payload received. Unexpected token.\n${text.slice(0, 60)}\n^`);
}

function perform(exchange: Exchange, route: DriveRoute, body: Uint8Array, services: DriveServices): Handled {
  let email: string | undefined;
  try {
    const { method, params, name } = route;
    if (method === undefined) throw notEmulatedByDrive(name);
    const caller = authorizeDrive(exchange, services.accounts, method);
    email = caller.email;
    checkDriveQuery(exchange.query);
    const viewer = {
      email: caller.email,
      projectNumber: caller.projectNumber,
      accountOf: (address: string) => services.accounts.find(address),
    };
    const call = { services, caller, viewer, params, query: exchange.query, body: readJson(body) };
    return { reply: answer(exchange, 200, method.run(call)), email };
  } catch (error) {
    if (!(error instanceof DriveError)) throw error;
    const reply = answer(exchange, error.httpStatus, error.toBody(), error.options.headers);
    return { reply, email, error: error.message };
  }
}

/** The Drive API, version 3, as far as spreadsheets need it. */
export const driveSurface =
  (services: DriveServices): Surface =>
  (exchange) => {
    const route = driveRouteOf(exchange);
    if (route === undefined) return undefined;
    const operation: ApiOperation = {
      kind: "api",
      service: "drive",
      method: route.name,
      access: route.method?.access ?? (exchange.httpMethod === "GET" ? "read" : "write"),
      fileId: route.params.fileId,
      run: (body) => perform(exchange, route, body, services),
    };
    return operation;
  };

import { applyMask, type FieldMask, MaskPathError, parseFieldMask } from "../schema/field-mask.ts";
import { ApiError, badRequest, notEmulated } from "../server/api-error.ts";
import type { Exchange } from "../server/exchange.ts";
import type { ApiOperation, Handled, Surface } from "../server/operation.ts";
import { jsonReply } from "../server/reply.ts";
import { authorize } from "./authorize.ts";
import { checkQuery } from "./check-query.ts";
import { readBody } from "./read-body.ts";
import { type Route, routeOf } from "./route-of.ts";
import type { Engine, SheetsMethod } from "./sheets-method.ts";

/** `spreadsheets.values.get` → the name by which errors call it. */
function rpcName(method: SheetsMethod): string {
  const words = method.id.split(".").slice(1);
  const verb = words.at(-1) ?? "";
  const noun = { values: "Values", developerMetadata: "DeveloperMetadata", sheets: "Sheet" }[words[0] ?? ""];
  const name = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}${noun ?? "Spreadsheet"}`;
  return `google.apps.sheets.v4.SpreadsheetsService.${name}`;
}

function fieldsOf(exchange: Exchange, method: SheetsMethod): FieldMask | undefined {
  const text = exchange.query.get("fields");
  if (text === null || text === "") return undefined;
  try {
    return parseFieldMask(text, method.reply);
  } catch (error) {
    if (!(error instanceof MaskPathError)) throw error;
    const description = `Error expanding 'fields' parameter. Cannot find matching fields for path '${error.path}'.`;
    throw badRequest([{ field: error.path, description }], "Request contains an invalid argument.");
  }
}

/** The parameters of every Google API that change the answer, in the ways that are not emulated. */
function checkSystemParameters(query: URLSearchParams): void {
  const alt = query.get("alt");
  if (alt !== null && alt !== "json") throw notEmulated(`The parameter alt=${alt}`);
  if (query.has("callback")) throw notEmulated("The parameter callback");
  if (query.get("$.xgafv") === "1") throw notEmulated("The error format of $.xgafv=1");
}

const isPretty = (exchange: Exchange): boolean =>
  exchange.query.get("prettyPrint")?.toLowerCase() !== "false";

function perform(exchange: Exchange, { method, params }: Route, body: Uint8Array, engine: Engine): Handled {
  const { isReadScopeEnough, access } = method;
  let email: string | undefined;
  try {
    const caller = authorize(exchange, engine.accounts, { rpcMethod: rpcName(method), isReadScopeEnough });
    email = caller.email;
    engine.quotas.take(access, caller.projectNumber, caller.email);
    checkSystemParameters(exchange.query);
    const query = checkQuery(exchange.query, method.query);
    const read = readBody(body, method);
    const fields = fieldsOf(exchange, method);
    const result = method.run({ engine, caller, params, query, body: read, fields });
    const shown = fields === undefined ? result : applyMask(result, fields);
    return { reply: jsonReply(200, shown, isPretty(exchange)), email };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const reply = jsonReply(error.httpStatus, error.toBody());
    const headers = { ...reply.headers, ...error.headers };
    return { reply: { ...reply, headers }, email, error: error.message };
  }
}

/** The Sheets API, version 4. */
export const sheetsSurface =
  (engine: Engine): Surface =>
  (exchange) => {
    const route = routeOf(exchange);
    if (route === undefined) return undefined;
    const operation: ApiOperation = {
      kind: "api",
      service: "sheets",
      method: route.method.id,
      access: route.method.access,
      fileId: route.params.spreadsheetId,
      run: (body) => perform(exchange, route, body, engine),
    };
    return operation;
  };

import { MaskPathError } from "../schema/field-mask.ts";
import { snakeCase } from "../schema/message-table.ts";
import { ApiError, badRequest, invalidArgument, notEmulated } from "../server/api-error.ts";
import { limits } from "../spreadsheet/limits.ts";
import type { RequestContext } from "./request-kind.ts";
import { requestKinds } from "./request-kinds.ts";

/** One google.apps.sheets.v4.Request: exactly one field is set. */
export type BatchRequest = Readonly<Record<string, unknown>>;

function named(error: unknown, index: number, name: string): unknown {
  if (error instanceof MaskPathError) {
    const field = `requests[${index}].${snakeCase(name)}.fields`;
    const description = `Invalid value at '${field}': Cannot find matching fields for path '${error.path}'.`;
    return badRequest([{ field, description }], "Request contains an invalid argument.");
  }
  if (!(error instanceof ApiError)) return error;
  const { httpStatus, status, details, headers } = error;
  const message = `Invalid requests[${index}].${name}: ${error.message}`;
  return new ApiError(httpStatus, status, message, {
    ...(details === undefined ? {} : { details }),
    headers,
  });
}

function runOne(request: BatchRequest, index: number, context: RequestContext): unknown {
  const names = Object.keys(request);
  const [name] = names;
  if (name === undefined) throw invalidArgument(`Invalid requests[${index}]: No request set.`);
  const kind = requestKinds.get(name);
  if (kind === undefined) throw named(notEmulated(`The request ${name}`), index, name);
  try {
    const reply = kind.apply(request[name] as never, context);
    return reply === undefined ? {} : { [name]: reply };
  } catch (error) {
    throw named(error, index, name);
  }
}

/**
 * Applies the requests to the draft in order; each sees what the ones before it did. Gives one reply each.
 *
 * @throws ApiError naming the first request that is refused; the caller then drops the draft, so nothing is applied
 */
export function runBatch(requests: readonly BatchRequest[], context: RequestContext): unknown[] {
  if (requests.length === 0) throw invalidArgument("Must specify at least one request.");
  if (requests.length > limits.requestsInBatch) {
    throw invalidArgument(`Cannot exceed ${limits.requestsInBatch} requests in a single batch.`);
  }
  return requests.map((request, index) => runOne(request, index, context));
}

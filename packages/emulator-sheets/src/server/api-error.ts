/** The canonical names of google.rpc.Code, as they stand in `error.status`. */
export type CanonicalStatus =
  | "ABORTED"
  | "DEADLINE_EXCEEDED"
  | "FAILED_PRECONDITION"
  | "INTERNAL"
  | "INVALID_ARGUMENT"
  | "NOT_FOUND"
  | "PERMISSION_DENIED"
  | "RESOURCE_EXHAUSTED"
  | "UNAUTHENTICATED"
  | "UNAVAILABLE"
  | "UNIMPLEMENTED";

/** One entry of google.rpc.BadRequest: which field, in the words of the front end. */
export interface FieldViolation {
  readonly field?: string;
  readonly description: string;
}

export interface ApiErrorOptions {
  readonly details?: readonly unknown[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer of the Sheets API that is not a success, in the shape of google.rpc.Status. */
export class ApiError extends Error {
  readonly httpStatus: number;
  readonly status: CanonicalStatus;
  readonly details: readonly unknown[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(httpStatus: number, status: CanonicalStatus, message: string, options: ApiErrorOptions = {}) {
    super(message);
    this.name = "ApiError";
    this.httpStatus = httpStatus;
    this.status = status;
    this.details = options.details;
    this.headers = options.headers ?? {};
  }

  /** The JSON body that Google sends. */
  toBody(): unknown {
    const error = { code: this.httpStatus, message: this.message, status: this.status };
    return { error: this.details === undefined ? error : { ...error, details: this.details } };
  }
}

/** 400: the request is understood and wrong. */
export const invalidArgument = (message: string): ApiError => new ApiError(400, "INVALID_ARGUMENT", message);

/** 404 as Sheets words it, whatever the kind of entity. */
export const entityNotFound = (): ApiError =>
  new ApiError(404, "NOT_FOUND", "Requested entity was not found.");

/** 403 for a spreadsheet that exists and is not shared with the caller, or not for writing. */
export const permissionDenied = (): ApiError =>
  new ApiError(403, "PERMISSION_DENIED", "The caller does not have permission");

/** 400 with google.rpc.BadRequest: the front end could not map the JSON onto the message. */
export function badRequest(violations: readonly FieldViolation[], message?: string): ApiError {
  const text = message ?? violations.map((violation) => violation.description).join("\n");
  return new ApiError(400, "INVALID_ARGUMENT", text, {
    details: [{ "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: violations }],
  });
}

/**
 * 501: Google knows this and the emulator does not.
 *
 * Never a silent success: a test that leans on something unemulated must fail by name.
 */
export const notEmulated = (what: string): ApiError =>
  new ApiError(501, "UNIMPLEMENTED", `${what} is not emulated by @attendance-export/emulator-sheets.`);

import type { CanonicalStatus } from "../server/api-error.ts";

/** Where a Drive error says that the mistake is. */
export interface DriveErrorPlace {
  readonly location: string;
  readonly locationType: "parameter" | "header" | "other";
}

export interface DriveErrorOptions {
  readonly domain?: "global" | "usageLimits";
  readonly place?: DriveErrorPlace;
  /** The text in `errors[0]`, where Google words it differently from `message`. */
  readonly detail?: string;
  /** Most errors of Drive itself carry none; those of Google's front end do. */
  readonly status?: CanonicalStatus;
  readonly details?: readonly unknown[];
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An answer of the Drive API that is not a success.
 *
 * Unlike Sheets, Drive always sends `errors[]` with a `reason`, and mostly no `status`.
 */
export class DriveError extends Error {
  readonly httpStatus: number;
  readonly reason: string;
  readonly options: DriveErrorOptions;

  constructor(httpStatus: number, reason: string, message: string, options: DriveErrorOptions = {}) {
    super(message);
    this.name = "DriveError";
    this.httpStatus = httpStatus;
    this.reason = reason;
    this.options = options;
  }

  /** The JSON body that Google sends. */
  toBody(): unknown {
    const { domain = "global", place, detail = this.message, status, details } = this.options;
    return {
      error: {
        code: this.httpStatus,
        message: this.message,
        errors: [{ message: detail, domain, reason: this.reason, ...place }],
        ...(status === undefined ? {} : { status }),
        ...(details === undefined ? {} : { details }),
      },
    };
  }
}

const parameter = (location: string): DriveErrorPlace => ({ location, locationType: "parameter" });

/** 404 for a file that is gone, was never shared with the caller, or that the scope `drive.file` does not reach. */
export const fileNotFound = (fileId: string): DriveError =>
  new DriveError(404, "notFound", `File not found: ${fileId}.`, { place: parameter("fileId") });

/** 404 for a permission that the file does not have. */
export const permissionNotFound = (permissionId: string): DriveError =>
  new DriveError(404, "notFound", `Permission not found: ${permissionId}.`, {
    place: parameter("permissionId"),
  });

/** 403 for a file that the caller sees and may not change in this way. */
export const insufficientFilePermissions = (fileId: string): DriveError =>
  new DriveError(
    403,
    "insufficientFilePermissions",
    `The user does not have sufficient permissions for file ${fileId}.`,
  );

/** 403 for an owner whose Drive is full, and for service accounts, which have no storage at all. */
export const storageQuotaExceeded = (): DriveError =>
  new DriveError(403, "storageQuotaExceeded", "The user's Drive storage quota has been exceeded.", {
    domain: "usageLimits",
  });

/** 400 for a parameter with a value that cannot be read. */
export const invalidValue = (name: string): DriveError =>
  new DriveError(400, "invalid", "Invalid Value", { place: parameter(name) });

/** 400 for a fields mask that names what is not there. */
export const invalidFieldSelection = (selection: string): DriveError =>
  new DriveError(400, "invalidParameter", `Invalid field selection ${selection}`, {
    place: parameter("fields"),
  });

/** 400 for the methods that insist on a fields mask. */
export const fieldsRequired = (): DriveError =>
  new DriveError(400, "required", "The 'fields' parameter is required for this method.", {
    place: parameter("fields"),
  });

/** 400 for a part of the body with a value that Drive does not take. */
export const invalidPart = (reason: "invalid" | "required", location: string, message: string): DriveError =>
  new DriveError(400, reason, message, { place: { location, locationType: "other" } });

/** 400 for a body or query that Google's front end could not map onto the method's message. */
export function unreadableRequest(description: string, field?: string): DriveError {
  const violation = field === undefined ? { description } : { field, description };
  return new DriveError(400, "invalid", description, {
    status: "INVALID_ARGUMENT",
    details: [{ "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: [violation] }],
  });
}

/** 501: Google knows this and the emulator does not. Never a silent success. */
export const notEmulatedByDrive = (what: string): DriveError =>
  new DriveError(501, "notImplemented", `${what} is not emulated by @attendance-export/emulator-sheets.`, {
    status: "UNIMPLEMENTED",
  });

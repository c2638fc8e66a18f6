/**
 * Why a call came to nothing. `away`: the server could not be reached, or is busy for a moment; the call may be repeated.
 * `signed-out` and `forbidden`: who asks may not. `missing`: there is no such thing. `busy`: another run is at work.
 * `unusable`: what was given cannot be used. `failed`: a person must mend something.
 */
export type Trouble = "away" | "signed-out" | "forbidden" | "missing" | "busy" | "unusable" | "failed";

export interface CallFailureDetails {
  /** The server's code for programs. */
  readonly code?: string;
  /** Which part of what was given cannot be used, and what is wanted instead. */
  readonly field?: string;
  readonly wanted?: string;
  readonly cause?: unknown;
}

/** The only thing that the ports of this page reject with; its message is a sentence for the admin. */
export class CallFailure extends Error {
  override readonly name = "CallFailure";
  readonly trouble: Trouble;
  readonly code: string | undefined;
  readonly field: string | undefined;
  readonly wanted: string | undefined;

  constructor(trouble: Trouble, message: string, { cause, code, field, wanted }: CallFailureDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.trouble = trouble;
    this.code = code;
    this.field = field;
    this.wanted = wanted;
  }
}

/** The sentence to show for whatever was thrown; a defect's own words are for the console. */
export const sentenceOfFailure = (thrown: unknown): string => {
  if (thrown instanceof CallFailure) return thrown.message;
  console.error(thrown);
  return "Something on this page went wrong. Reload it and try again.";
};

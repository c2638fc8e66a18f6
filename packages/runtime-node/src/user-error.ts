/**
 * Something the person at the keyboard can mend: one line that says what is wrong, one that says what to do.
 * The command line prints exactly these two and no stack trace.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly advice: string;

  constructor(what: string, advice: string, cause?: unknown) {
    super(what, cause === undefined ? undefined : { cause });
    this.advice = advice;
  }
}

/** The `code` of an operating system's error, such as `ENOENT`; undefined for anything else. */
export const systemErrorCode = (thrown: unknown): string | undefined =>
  thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;

/** How a command ends, for scripts; the same in every command and part of its surface. */
export const exitCode = {
  ok: 0,
  /** It failed, or `verify` found something. */
  failed: 1,
  /** It was called wrongly. */
  usage: 2,
  /** Nothing is wrong that time does not mend; sysexits calls it EX_TEMPFAIL. */
  tryAgain: 75,
  /** The second Ctrl-C: 128 + SIGINT. */
  interrupted: 130,
} as const;

export const exitCodesHelp = `
Exit codes: 0 done; 1 failed, or something was found; 2 called wrongly; 75 try again later; 130 interrupted.`;

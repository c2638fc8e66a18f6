import { type FailureCode, InvalidInput, isPortFailure } from "@attendance-export/core";

/** What a log may say of an error. */
export interface DescribedError {
  readonly name: string;
  readonly message: string;
  readonly code?: FailureCode;
  /** Where it was thrown; only of defects. */
  readonly stack?: string;
}

/** Longer messages are somebody's whole answer. */
const LONGEST_MESSAGE = 500;

/**
 * An error for the log. Of all its fields only these: what vendors throw carries requests, and with them refresh tokens in
 * clear. Causes are left out for the same reason.
 */
export const describeError = (thrown: unknown): DescribedError => {
  if (isPortFailure(thrown)) return { name: thrown.name, code: thrown.code, message: shown(thrown.message) };
  if (thrown instanceof InvalidInput) return { name: thrown.name, message: shown(thrown.message) };
  if (!(thrown instanceof Error))
    return { name: "Unknown", message: "something was thrown that is no error" };
  return { name: thrown.name, message: shown(thrown.message), stack: framesOf(thrown) };
};

/** The frames alone: above them stands the message, uncut. */
const framesOf = ({ stack = "" }: Error): string =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");

/** Google's access tokens, refresh tokens and codes, API keys, headers and private keys, should one ever stand in a message. */
const SECRETS =
  /ya29\.[\w.-]+|1\/\/[\w-]+|4\/[\w-]{20,}|AIza[\w-]{30,}|GOCSPX-[\w-]+|Bearer\s+\S+|-----BEGIN[\s\S]*?(-----END[^-]*-----|$)/g;

const shown = (message: string): string => {
  const clean = message.replace(SECRETS, "(secret)");
  return clean.length <= LONGEST_MESSAGE ? clean : `${clean.slice(0, LONGEST_MESSAGE)}…`;
};

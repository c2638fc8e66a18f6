import type { FailureCode } from "../../failures/failure-table.ts";
import { isPortFailure, PortFailure } from "../../failures/port-failure.ts";
import type { InabilitySentence } from "./inability.ts";
import { caught, intercepted, type Saboteur } from "./sabotage.ts";

/** Passes every failure through a change. */
const failing = (change: (failure: PortFailure) => PortFailure): Saboteur =>
  intercepted(() => async (call, grant) => {
    try {
      return await call(grant);
    } catch (thrown) {
      throw isPortFailure(thrown) ? change(thrown) : thrown;
    }
  });

/** Takes one kind of failure for another. */
const confusing = (code: FailureCode, taken: FailureCode): Saboteur =>
  failing((failure) =>
    failure.code === code ? new PortFailure(taken, failure.message, { cause: failure }) : failure,
  );

/** Uses the token of a neighbouring version where the grant's own does not work. */
const borrowing = (versions: number): Saboteur =>
  intercepted(() => async (call, grant) => {
    const failure = await caught(call(grant));
    if (failure === undefined) return undefined;
    if (failure.code !== "access-revoked") throw failure;
    return call({ ...grant, version: grant.version + versions });
  });

export const inabilitySaboteurs: Readonly<Record<InabilitySentence, Saboteur>> = {
  "tells that the service cannot be reached": confusing("unreachable", "no-answer"),
  "tells that a broken connection gave no answer": confusing("no-answer", "unreachable"),
  "tells that the service has an error of its own": confusing("provider-error", "refused-unknown"),
  "tells that the quota is spent": confusing("rate-limited", "access-denied"),
  "tells for how long the service asks to wait": failing(
    ({ code, message }) => new PortFailure(code, message),
  ),
  "tells that the service no longer accepts the connection": confusing("unauthenticated", "access-denied"),
  "tells that the account may not use the spreadsheet": confusing("access-denied", "rate-limited"),
  "tells that there is no such spreadsheet": confusing("spreadsheet-not-found", "access-denied"),

  "tells that access was withdrawn, also after it worked": intercepted(({ service }) => {
    const worked = new Set<number>();
    return async (call, grant) => {
      if (worked.has(grant.version)) service.allow(grant);
      const result = await call(grant);
      worked.add(grant.version);
      return result;
    };
  }),
  "serves a new version of a grant and still not the old one": borrowing(1),
  "does not serve a withdrawn version by the token of another": borrowing(-1),

  "shows no token or secret in any failure": intercepted(({ secrets }) => async (call, grant) => {
    try {
      return await call(grant);
    } catch (thrown) {
      if (!isPortFailure(thrown)) throw thrown;
      const cause = { config: { data: new Map([["refresh_token", secrets()[0]]]) } };
      throw new PortFailure(thrown.code, thrown.message, { cause });
    }
  }),
};

import { isPortFailure, PortFailure } from "../../failures/port-failure.ts";
import { withEveryMethod } from "../sabotage.ts";
import type { FailureSentence } from "./store-lever.ts";

type Opener<Subject> = () => Promise<Subject>;

/** A subject whose failures all pass through this function on their way out. */
const translating =
  <Subject extends { readonly port: object }>(
    open: Opener<Subject>,
    translate: (failure: PortFailure) => unknown,
  ): Opener<Subject> =>
  async () => {
    const subject = await open();
    const port = withEveryMethod(subject.port, (call) => async (...given) => {
      try {
        return await call(...given);
      } catch (thrown) {
        throw isPortFailure(thrown) ? translate(thrown) : thrown;
      }
    });
    return { ...subject, port };
  };

/** Breaks the promises that every store makes about failing. */
export const failureSaboteurs = <Subject extends { readonly port: object }>(
  open: Opener<Subject>,
): Readonly<
  Record<
    FailureSentence | "rejects with store-full while there is no room, and changes nothing",
    Opener<Subject>
  >
> => ({
  // Lets the vendor's own error out.
  "rejects with store-unavailable while the store is away, and changes nothing": translating(
    open,
    ({ code, message }) => Object.assign(new Error(message), { code }),
  ),
  // Takes every failure for one that passes by itself.
  "rejects with store-misconfigured while the store refuses, and changes nothing": translating(
    open,
    ({ message }) => new PortFailure("store-unavailable", message),
  ),
  // Knows no full disk.
  "rejects with store-full while there is no room, and changes nothing": translating(
    open,
    ({ message }) => new PortFailure("store-misconfigured", message),
  ),
});

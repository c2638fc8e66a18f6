import { CallFailure } from "../src/port/call-failure.ts";
import type { Credentials } from "../src/port/session.ts";

/** Takes the password and the token `right`, and whomever Google knows. */
export const refuseIfWrong = (credentials: Credentials): void => {
  if (credentials === "google") return;
  if ("token" in credentials && credentials.token !== "right")
    throw new CallFailure("signed-out", "The server does not take this token.");
  if ("password" in credentials && credentials.password !== "right")
    throw new CallFailure("signed-out", "The e-mail address or the password is wrong.");
};

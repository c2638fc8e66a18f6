import { expect, it } from "vitest";
import { smtpSettings, smtpVariables } from "./smtp-settings.ts";

const url = { [smtpVariables.url]: "smtp://mail.example:25" };
const from = { [smtpVariables.from]: "export@example.org" };

it("mails nobody unless a server is named", () => {
  expect(smtpSettings(from)).toBeUndefined();
});

it("takes several addresses", () => {
  const to = { [smtpVariables.to]: "a@example.org, b@example.org," };
  expect(smtpSettings({ ...url, ...from, ...to })?.to).toEqual(["a@example.org", "b@example.org"]);
});

it.each([{}, from, { ...from, [smtpVariables.to]: " , " }])(
  "refuses a server without sender or addresses",
  (rest) => {
    expect(() => smtpSettings({ ...url, ...rest })).toThrow("nobody to write to");
  },
);

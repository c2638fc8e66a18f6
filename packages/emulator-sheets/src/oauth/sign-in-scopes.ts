import { scopes } from "../accounts/oauth-client.ts";

/** What a scope lets an app do, in the words of the consent page. */
const descriptions: Readonly<Record<string, string>> = {
  [scopes.spreadsheets]: "See, edit, create and delete all your spreadsheets",
  [scopes.spreadsheetsReadonly]: "See all your spreadsheets",
  [scopes.drive]: "See, edit, create and delete all your Drive files",
  [scopes.driveReadonly]: "See and download all your Drive files",
  [scopes.driveFile]: "See, edit, create and delete only the Drive files that you use with this app",
  [scopes.driveMetadata]: "See and manage the metadata of your Drive files",
  [scopes.driveMetadataReadonly]: "See information about your Drive files",
  [scopes.openid]: "Know who you are",
  [scopes.email]: "See your primary email address",
  [scopes.profile]: "See your name",
};

/** The scopes that merely say who signed in: the page asks for them together, without a box to untick. */
export const identityScopes: readonly string[] = [scopes.openid, scopes.email, scopes.profile];

const shortNames: Readonly<Record<string, string>> = { email: scopes.email, profile: scopes.profile };

/** The scopes that an app asks for, in their long form and once each; `email` brings `openid` along, as at Google. */
export function requestedScopes(text: string): string[] {
  const asked = text
    .split(/\s+/)
    .filter((scope) => scope !== "")
    .map((scope) => shortNames[scope] ?? scope);
  const isIdentity = asked.some((scope) => identityScopes.includes(scope));
  return [...new Set(isIdentity ? [...asked, scopes.openid] : asked)];
}

/** What the page says of a scope. */
export const scopeDescription = (scope: string): string => descriptions[scope] ?? scope;

/** Scopes that the emulator has never heard of: Google answers `invalid_scope` for what it does not know. */
export const unknownScopes = (asked: readonly string[]): string[] =>
  asked.filter((scope) => !(scope in descriptions));

import type { Credentials } from "../accounts/account.ts";

/** What is told once the emulator listens: as one line of JSON, or as text to copy from. */
export function announcement(url: string, accounts: readonly Credentials[], isJson: boolean): string {
  if (isJson) return `${JSON.stringify({ url, accounts })}\n`;
  const lines = accounts.map(
    ({ email, accessToken, refreshToken, clientId, clientSecret }) => `
${email}
  access token   ${accessToken}
  refresh token  ${refreshToken}
  client id      ${clientId}
  client secret  ${clientSecret}`,
  );
  return `Sheets, Drive and OAuth are emulated at ${url}
Open that address to look at spreadsheets, requests and faults. Ctrl-C ends it.
${lines.join("\n")}

curl -X POST -H "authorization: Bearer ACCESS_TOKEN" -d '{}' ${url}/v4/spreadsheets
`;
}

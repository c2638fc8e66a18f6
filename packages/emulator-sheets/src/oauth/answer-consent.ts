/** What a person does on the consent page. */
export interface ConsentAnswer {
  /** The account to sign in with; made when it is not there. */
  readonly email: string;
  readonly decision?: "allow" | "deny";
  /** Scopes whose boxes are unticked. */
  readonly untick?: readonly string[];
}

function locationOf(response: Response): URL | undefined {
  const location = response.headers.get("location");
  return response.status === 302 && location !== null ? new URL(location) : undefined;
}

async function problemOf(response: Response): Promise<Error> {
  const text = await response.text();
  const problem = /Error \d+: \w+/.exec(text)?.[0] ?? `status ${response.status}`;
  return new Error(`the consent page was not shown: ${problem}`);
}

/**
 * Goes through the consent page without a browser, and gives the URL that a browser would be sent to.
 *
 * @param authorizationUrl as the app made it, on the emulator's host
 * @throws Error when Google would have shown an error page instead
 */
export async function answerConsent(
  authorizationUrl: string,
  { email, decision = "allow", untick = [] }: ConsentAnswer,
): Promise<URL> {
  const url = new URL(authorizationUrl);
  url.searchParams.set("emulator_account", email);
  const shown = await fetch(url, { redirect: "manual" });
  const straightBack = locationOf(shown);
  if (straightBack !== undefined) return straightBack;
  if (shown.status !== 200) throw await problemOf(shown);
  const page = await shown.text();
  const boxes = [...page.matchAll(/name="scope" value="([^"]*)"/g)].map(([, scope = ""]) => scope);
  const form = new URLSearchParams({ decision });
  for (const scope of boxes) if (!untick.includes(scope)) form.append("scope", scope);
  const answered = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  const back = locationOf(answered);
  if (back === undefined) throw await problemOf(answered);
  return back;
}

/** Every host of Google's that the emulator stands in for. */
const emulatedHosts: ReadonlySet<string> = new Set([
  "sheets.googleapis.com",
  "www.googleapis.com",
  "drive.googleapis.com",
  "oauth2.googleapis.com",
  "accounts.google.com",
  "openidconnect.googleapis.com",
]);

/**
 * A `fetch` that takes requests for Google to the emulator and leaves all others alone.
 *
 * For clients whose hosts cannot be set: give it as gaxios' `fetchImplementation`, or put it in the place of the global `fetch`
 * while a test runs.
 *
 * @param emulatorUrl as `SheetsEmulator.url`
 */
export function googleFetch(
  emulatorUrl: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): typeof globalThis.fetch {
  return (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : String(input));
    if (!emulatedHosts.has(asked.host)) return fetch(input, init);
    const target = new URL(asked.pathname + asked.search, emulatorUrl);
    return input instanceof Request ? fetch(new Request(target, input), init) : fetch(target, init);
  };
}

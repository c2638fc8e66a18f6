import { afterEach, describe, expect, it } from "vitest";
import { driveRefusal as refusal } from "../../test/drive-refusal.ts";
import { type Answer, closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";
import { scopes } from "../accounts/oauth-client.ts";
import { driveAnswers } from "./drive-answers.ts";

const bench = (): Promise<TestBench> => openTestBench();
afterEach(closeTestBenches);

const mimeType = "application/vnd.google-apps.spreadsheet";

describe("a refusal of Drive", () => {
  it("is 401 with errors[] and status for a dead token, as recorded", async () => {
    const { emulator } = await bench();
    const reply = await fetch(`${emulator.url}/drive/v3/files`, {
      headers: { authorization: "Bearer dead" },
    });
    expect(reply.headers.get("www-authenticate")).toBe(
      'Bearer realm="https://accounts.google.com/", error="invalid_token"',
    );
    expect(await reply.json()).toEqual({
      error: {
        code: 401,
        message:
          "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
        errors: [
          {
            message: "Invalid Credentials",
            domain: "global",
            reason: "authError",
            location: "Authorization",
            locationType: "header",
          },
        ],
        status: "UNAUTHENTICATED",
      },
    });
  });

  const states: readonly [string, (bench: TestBench) => Promise<Answer>, string][] = [
    [
      "a token without a scope for Drive",
      ({ emulator, call }) => {
        const { accessToken } = emulator.accounts.add({
          email: "ada@example.com",
          scopes: [scopes.spreadsheets],
        });
        return call("GET", "/drive/v3/files", undefined, accessToken);
      },
      "403 insufficientPermissions: Request had insufficient authentication scopes.",
    ],
    [
      "no token at all",
      async ({ emulator }) => {
        const reply = await fetch(`${emulator.url}/drive/v3/files`);
        return { status: reply.status, body: await reply.json() };
      },
      "403 forbidden: Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    ],
    [
      "a full Drive",
      ({ emulator, call, account }) => {
        emulator.accounts.change(account.email, { isStorageFull: true });
        return call("POST", "/drive/v3/files", { name: "x", mimeType });
      },
      "403 storageQuotaExceeded: The user's Drive storage quota has been exceeded.",
    ],
    [
      "a rate limit",
      ({ emulator, call }) => {
        const answer = driveAnswers["user rate limit"];
        emulator.faults.arm({ do: "refuse", answer }, { on: { service: "drive", access: "any" } });
        return call("GET", "/drive/v3/files");
      },
      "403 userRateLimitExceeded: User Rate Limit Exceeded. Rate of requests for user exceed configured project quota, you may consider re-evaluating expected per-user traffic to the API and adjust project quota limits accordingly.",
    ],
    [
      "a field that Drive does not have",
      ({ call, id }) => call("GET", `/drive/v3/files/${id}?fields=id,title`),
      "400 invalidParameter at fields: Invalid field selection title",
    ],
    [
      "a field below a plain one",
      ({ call }) => call("GET", "/drive/v3/files?fields=files(name/first)"),
      "400 invalidParameter at fields: Invalid field selection first",
    ],
    [
      "a field that only Google has",
      ({ call, id }) => call("GET", `/drive/v3/files/${id}?fields=thumbnailLink`),
      "501 notImplemented: The field thumbnailLink is not emulated by @attendance-export/emulator-sheets.",
    ],
    [
      "a name from version 2",
      ({ call }) => call("POST", "/drive/v3/files", { title: "x" }),
      '400 invalid: Invalid JSON payload received. Unknown name "title": Cannot find field.',
    ],
    [
      "a value of another type",
      ({ call }) => call("POST", "/drive/v3/files", { name: 7 }),
      "400 invalid: Invalid value at 'name' (TYPE_STRING), 7",
    ],
    [
      "a body that is no JSON object",
      ({ call }) => call("POST", "/drive/v3/files", [1]),
      "400 invalid: Invalid JSON payload received. Unexpected token.\n[1]\n^",
    ],
    [
      "a parent that is not there",
      ({ call }) => call("POST", "/drive/v3/files", { name: "x", parents: ["folder"] }),
      "404 notFound at fileId: File not found: folder.",
    ],
    [
      "an unknown parameter",
      ({ call }) => call("GET", "/drive/v3/files?colour=red"),
      "400 invalid: Invalid JSON payload received. Unknown name \"colour\": Cannot bind query parameter. Field 'colour' could not be found in request message.",
    ],
    [
      "the content of a spreadsheet",
      ({ call, id }) => call("GET", `/drive/v3/files/${id}?alt=media`),
      "403 fileNotDownloadable at alt: Only files with binary content can be downloaded. Use Export with Docs Editors files.",
    ],
    [
      "comments without a mask",
      ({ call, id }) => call("GET", `/drive/v3/files/${id}/comments`),
      "400 required at fields: The 'fields' parameter is required for this method.",
    ],
    [
      "an export",
      ({ call, id }) => call("GET", `/drive/v3/files/${id}/export?mimeType=text/csv`),
      "501 notImplemented: drive.files.export is not emulated by @attendance-export/emulator-sheets.",
    ],
    [
      "an upload",
      ({ call }) => call("POST", "/upload/drive/v3/files?uploadType=media"),
      "501 notImplemented: An upload is not emulated by @attendance-export/emulator-sheets.",
    ],
    [
      "revisions",
      ({ call, id }) => call("GET", `/drive/v3/files/${id}/revisions`),
      "501 notImplemented: drive.GET revisions is not emulated by @attendance-export/emulator-sheets.",
    ],
  ];
  it.each(states)("names %s", async (_what, ask, expected) => {
    expect(refusal(await ask(await bench()))).toBe(expected);
  });

  it("names the project whose API is switched off", async () => {
    const { emulator, call } = await bench();
    emulator.accounts.changeClient(emulator.accounts.client.clientId, { isDriveEnabled: false });
    expect(refusal(await call("GET", "/drive/v3/files"))).toContain(
      "project 123456789012 before or it is disabled",
    );
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const children: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), "emulator-command-"));

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Starts the command; `ready` is its first line, `ended` all that it said. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let output = "";
  let errors = "";
  child.stderr.on("data", (text: Buffer) => {
    errors += text.toString();
  });
  const ready = new Promise<string>((resolve) => {
    child.stdout.on("data", (text: Buffer) => {
      output += text.toString();
      if (output.includes("\n")) resolve(output);
    });
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => resolve({ code, output, errors }));
  });
  return { child, ready, ended };
}

interface Announced {
  readonly url: string;
  readonly accounts: readonly {
    readonly email: string;
    readonly accessToken: string;
    readonly refreshToken: string;
  }[];
}

async function announced(ready: Promise<string>): Promise<Announced> {
  return JSON.parse(await ready) as Announced;
}

describe("the command", () => {
  it("serves on a file, ends on a signal, and finds everything again", async () => {
    const file = join(folder, "sheets.sqlite");
    const first = start("--json", "--file", file, "--account", "ada@example.com");
    const { url, accounts } = await announced(first.ready);
    const headers = { authorization: `Bearer ${accounts[0]?.accessToken}` };
    const created = await fetch(`${url}/v4/spreadsheets`, {
      method: "POST",
      headers,
      body: '{"properties":{"title":"Kept"}}',
    });
    const { spreadsheetId } = (await created.json()) as { spreadsheetId: string };
    first.child.kill("SIGINT");
    expect((await first.ended).code).toBe(0);

    const second = start("--json", "--file", file, "--account", "ada@example.com");
    const again = await announced(second.ready);
    const token = again.accounts[0]?.accessToken;
    const read = await fetch(`${again.url}/v4/spreadsheets/${spreadsheetId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await read.json()).toMatchObject({ properties: { title: "Kept" } });
    rmSync(folder, { recursive: true });
  });

  it("has the OAuth client that was asked for, and knows its tokens after a new start", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "emulator-client-")), "sheets.sqlite");
    const client = [
      "--client-id",
      "me.apps",
      "--client-secret",
      "s3cret",
      "--redirect-uri",
      "http://localhost:1/cb",
    ];
    const first = start("--json", "--file", file, ...client);
    const { url, accounts } = await announced(first.ready);
    expect(accounts).toMatchObject([{ clientId: "me.apps", clientSecret: "s3cret" }]);
    const query = {
      client_id: "me.apps",
      redirect_uri: "http://localhost:1/cb",
      response_type: "code",
      scope: "email",
    };
    const consent = await fetch(`${url}/o/oauth2/v2/auth?${new URLSearchParams(query)}`);
    expect(consent.status).toBe(200);
    first.child.kill("SIGTERM");
    await first.ended;

    const again = await announced(start("--json", "--file", file, ...client, "--app-name", "Renamed").ready);
    const refreshed = await fetch(`${again.url}/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: accounts[0]?.refreshToken ?? "",
        client_id: "me.apps",
        client_secret: "s3cret",
      }),
    });
    expect(refreshed.status).toBe(200);
    expect(again.accounts[0]?.accessToken).not.toBe(accounts[0]?.accessToken);
    rmSync(file);
  });

  it("tells a person what to do when its port is in use", async () => {
    const first = start("--json");
    const { port } = new URL((await announced(first.ready)).url);
    const { code, errors } = await start("--port", port).ended;
    expect({ code, errors }).toEqual({
      code: 1,
      errors: `Port ${port} is in use. Choose another by --port, or leave it out for any free one.\n`,
    });
  });

  it("tells a person when its file cannot be used", async () => {
    const { code, errors } = await start("--file", join(tmpdir(), "no such folder", "x.sqlite")).ended;
    expect(code).toBe(1);
    expect(errors).toContain("x.sqlite cannot be used as the emulator's file: unable to open database file.");
  });

  it("explains itself, and what is wrong with a command line", async () => {
    expect(await start("--help").ended).toMatchObject({
      code: 0,
      output: expect.stringContaining("--file PATH"),
    });
    const wrong = await start("--port", "http").ended;
    expect(wrong.code).toBe(2);
    expect(wrong.errors).toContain('--port must be a whole number from 0 to 65535, and not "http".');
    expect((await start("--prot", "1").ended).code).toBe(2);
  });
});

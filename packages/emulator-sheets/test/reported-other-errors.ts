import { createSign } from "node:crypto";
import { driveAnswers } from "@attendance-export/emulator-sheets";
import { type Produced, type Producer, send } from "./reported-sheets-errors.ts";
import type { TestBench } from "./test-bench.ts";

const spreadsheet = { name: "Another", mimeType: "application/vnd.google-apps.spreadsheet" };

async function token(bench: TestBench, form: Readonly<Record<string, string>>): Promise<Produced> {
  const reply = await fetch(`${bench.emulator.url}/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const text = await reply.text();
  const isJson = reply.headers.get("content-type")?.includes("json") === true;
  return { status: reply.status, headers: reply.headers, body: isJson ? JSON.parse(text) : text };
}

function refresh(bench: TestBench, changes: Readonly<Record<string, string>> = {}): Promise<Produced> {
  const { refreshToken, clientId, clientSecret } = bench.account;
  return token(bench, {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
    ...changes,
  });
}

/** A service account signs with a clock that is a day slow. */
function slowClock(bench: TestBench): Promise<Produced> {
  const key = bench.emulator.accounts.addServiceAccount();
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString("base64url");
  const issued = Math.floor(bench.clock.now() / 1_000) - 86_400;
  const claims = {
    iss: key.client_email,
    scope: "https://www.googleapis.com/auth/spreadsheets",
    aud: "https://oauth2.googleapis.com/token",
    iat: issued,
    exp: issued + 3_600,
  };
  const unsigned = `${encode({ alg: "RS256", typ: "JWT", kid: key.private_key_id })}.${encode(claims)}`;
  const signature = createSign("RSA-SHA256").update(unsigned).sign(key.private_key, "base64url");
  return token(bench, {
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: `${unsigned}.${signature}`,
  });
}

/** The reported errors that Drive and the token endpoint give. */
export const otherProducers: Readonly<Record<string, Producer>> = {
  "storage-quota": (bench) => {
    bench.emulator.accounts.change(bench.account.email, { isStorageFull: true });
    return send(bench, "POST", "/drive/v3/files", spreadsheet);
  },
  "drive-rate-limit": (bench) => {
    const on = { service: "drive", access: "any" } as const;
    bench.emulator.faults.arm({ do: "refuse", answer: driveAnswers["user rate limit"] }, { on });
    return send(bench, "GET", "/drive/v3/files");
  },
  "drive-not-found": (bench) => send(bench, "GET", "/drive/v3/files/FILE_ID"),
  "invalid-grant-revoked": (bench) => {
    bench.emulator.accounts.revokeAll(bench.account.email);
    return refresh(bench);
  },
  "invalid-grant-bad-request": (bench) => refresh(bench, { refresh_token: "1//made-up" }),
  "invalid-grant-account-deleted": (bench) => {
    bench.emulator.accounts.change(bench.account.email, { isDeleted: true });
    return refresh(bench);
  },
  "invalid-rapt": (bench) => {
    bench.emulator.accounts.change(bench.account.email, { mustSignInAgain: true });
    return refresh(bench);
  },
  "jwt-clock": slowClock,
  "invalid-client": (bench) => refresh(bench, { client_id: "nobody" }),
  "deleted-client": (bench) => {
    bench.emulator.accounts.changeClient(bench.account.clientId, { isDeleted: true });
    return refresh(bench);
  },
  "unauthorized-client": (bench) => {
    const other = bench.emulator.accounts.addClient("987654321098");
    return refresh(bench, { client_id: other.clientId, client_secret: other.clientSecret });
  },
  "token-502-html": (bench) => {
    bench.emulator.faults.arm({ do: "refuse", answer: "bad gateway" }, { on: { service: "oauth" } });
    return refresh(bench);
  },
};

import { createHash } from "node:crypto";
import {
  defaultTemplate,
  ExportAttendance,
  type Grant,
  type Ids,
  LinkSheet,
  localDate,
  PortFailure,
  ReconnectSheet,
  type RecordId,
  recordId,
  StartConsent,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";
import { answerConsent, type SheetsEmulator, startSheetsEmulator } from "@attendance-export/emulator-sheets";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../test/emulator-world.ts";
import { trueSpreadsheet } from "../test/true-spreadsheet.ts";
import { GoogleOAuthAccess } from "./google-oauth-access.ts";
import { GoogleReceiptBook } from "./google-receipt-book.ts";
import { GoogleSheetSink } from "./google-sheet-sink.ts";
import { GoogleSheetsApi } from "./google-sheets-api.ts";
import { GoogleSpreadsheetSetup } from "./google-spreadsheet-setup.ts";

const SCHOOL = tenantId("school-1");
const ADMIN = "admin-1";
const ADA = "ada@example.org";
const REDIRECT = "http://localhost:4000/oauth/callback";

let emulator: SheetsEmulator;
beforeEach(async () => {
  emulator = await startSheetsEmulator();
  const { accounts } = emulator;
  accounts.changeClient(accounts.client.clientId, { redirectUris: [REDIRECT] });
});
afterEach(() => emulator.close());

/** The use cases on Google's adapters, everything else in memory. */
const world = () => {
  const memory = openMemoryAdapters();
  // PKCE wants a real SHA-256 at Google's end.
  const ids: Ids = {
    fresh: () => memory.ids.fresh(),
    between: (low, high) => memory.ids.between(low, high),
    digest: (text) => createHash("sha256").update(text).digest("base64url"),
  };
  const client = { id: emulator.accounts.client.clientId, secret: emulator.accounts.client.clientSecret };
  const api = new GoogleSheetsApi({
    client,
    clock: systemClock,
    endpoints: { sheetsUrl: `${emulator.url}/`, tokenUrl: `${emulator.url}/token` },
    refreshToken: async (grant: Grant) => {
      const sealed = await memory.credentials.find(grant);
      if (sealed === undefined) throw new PortFailure("credential-missing", "nothing is kept");
      return memory.vault.open(grant, sealed);
    },
  });
  const google = new GoogleOAuthAccess({
    client,
    redirectUri: REDIRECT,
    clock: systemClock,
    endpoints: {
      consentUrl: `${emulator.url}/o/oauth2/v2/auth`,
      tokenUrl: `${emulator.url}/token`,
      revokeUrl: `${emulator.url}/revoke`,
    },
  });
  return {
    ...memory,
    ids,
    google,
    clock: { now: () => Date.now(), sleep: async () => undefined },
    setup: new GoogleSpreadsheetSetup(api),
    sink: new GoogleSheetSink(api),
    receipts: new GoogleReceiptBook(api),
  };
};

type World = ReturnType<typeof world>;

const approve = ({ register }: World, ...ids: readonly string[]) =>
  register.put(
    SCHOOL,
    ids.map((id) => ({
      id: recordId(id),
      member: { id: "m", name: "Ada" },
      session: { id: "s", name: "Morning" },
      date: localDate("2024-03-08"),
      checkIn: null,
      checkOut: null,
      status: "approved" as const,
      approval: null,
      fields: {},
    })),
  );

const linked = async (ports: World) => {
  const { refreshToken } = emulator.accounts.add({ email: ADA });
  const { link } = await new LinkSheet(ports).execute({
    tenantId: SCHOOL,
    spreadsheet: { title: "Attendance" },
    tabTitle: "Attendance",
    accountEmail: ADA,
    refreshToken,
    timeZone: timeZone("UTC"),
    template: defaultTemplate(),
  });
  return link;
};

const run = (ports: World) => new ExportAttendance(ports).execute({ tenantId: SCHOOL, trigger: "schedule" });

/** An admin goes through the consent page with this account. */
const reconnect = async (ports: World, email: string) => {
  const { url } = await new StartConsent(ports).execute(SCHOOL, ADMIN);
  const back = await answerConsent(url, { email });
  return new ReconnectSheet(ports).execute({
    tenantId: SCHOOL,
    adminId: ADMIN,
    state: back.searchParams.get("state") ?? "",
    code: back.searchParams.get("code") ?? undefined,
    error: back.searchParams.get("error") ?? undefined,
  });
};

describe("a link whose access was withdrawn", () => {
  it("is healed by the right account, also right after a wrong one, and loses and repeats nothing", async () => {
    const ports = world();
    const link = await linked(ports);
    await approve(ports, "r001", "r002");
    await run(ports);
    emulator.accounts.revokeAll(ADA);
    await approve(ports, "r003");
    await run(ports);
    const flagged = await ports.links.load(SCHOOL);
    expect(flagged?.link).toMatchObject({ status: "error", errorCode: "access-revoked" });

    const wrong = await reconnect(ports, "eve@example.org");
    expect(wrong).toMatchObject({ status: "cannot-edit", accountEmail: "eve@example.org" });
    expect((await ports.links.load(SCHOOL))?.link).toEqual(flagged?.link);
    expect(await reconnect(ports, ADA)).toEqual({ status: "reconnected", accountEmail: ADA });

    expect(await run(ports)).toMatchObject({ ending: { status: "drained" } });
    const tab = trueSpreadsheet(emulator, link.sheet.spreadsheetId)?.tabs.find(
      ({ tabId }) => tabId === link.sheet.tabId,
    );
    const ids = tab?.rows.map(([id]) => id as RecordId);
    expect(ids).toEqual(["r001", "r002", "r003"]);
    // Neither consent left a mark of its trial behind.
    const marks = trueSpreadsheet(emulator, link.sheet.spreadsheetId)?.marks ?? [];
    expect(marks.filter(({ value }) => value === "canary")).toEqual([]);
  });
});

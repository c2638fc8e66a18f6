import "../../test/browser.ts";
import { readFileSync } from "node:fs";
import { FirestoreExportLedger, FirestoreSyncRunLog } from "@attendance-export/adapter-firestore";
import { verify } from "@attendance-export/core/contract";
import { freshProjectId } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { deleteApp, initializeApp } from "firebase/app";
import {
  connectFirestoreEmulator,
  disableNetwork,
  enableNetwork,
  getFirestore,
  setLogLevel,
} from "firebase/firestore";
import { deleteApp as deleteAdminApp, initializeApp as initializeAdminApp } from "firebase-admin/app";
import { getFirestore as getAdminFirestore } from "firebase-admin/firestore";
import { expect } from "vitest";
import { coreBackDoor } from "../../test/core-back-door.ts";
import type { LinkFeedSubject } from "../../test/link-feed-contract.ts";
import { linkFeedContract } from "../../test/link-feed-contract.ts";
import { MemoryWorld } from "../../test/memory-home.ts";
import { recoversOn } from "../../test/recovers-on.ts";
import type { FeedNews } from "../port/link-feed.ts";
import { FirestoreLinkFeed, type ReadDetails } from "./firestore-link-feed.ts";

const { host, describe, it } = await testEmulator("firestore");
// The client says in many words what the contract provokes: a refusal, a lost network.
setLogLevel("silent");

const TENANTS = ["tenant-1", "tenant-11"];
const noDetails: ReadDetails = async () => undefined;

/** The rules that the deployment publishes, but that this one visitor is the admin of two tenants. */
const publishRules = async (projectId: string): Promise<void> => {
  const rules = readFileSync(new URL("../../../../firestore.rules", import.meta.url), "utf8").replace(
    "request.auth.token.tenantId == tenantId",
    "request.auth.token.tenantId.split('/').hasAny([tenantId])",
  );
  const response = await fetch(`http://${host}/emulator/v1/projects/${projectId}:securityRules`, {
    method: "PUT",
    body: JSON.stringify({ rules: { files: [{ name: "firestore.rules", content: rules }] } }),
  });
  expect(await response.json()).not.toHaveProperty("issues");
};

const open = async (details: ReadDetails = noDetails): Promise<LinkFeedSubject> => {
  const projectId = freshProjectId();
  await publishRules(projectId);
  const admin = initializeAdminApp({ projectId }, projectId);
  const store = getAdminFirestore(admin);
  store.settings({ host, ssl: false });
  const backDoor = coreBackDoor({
    ledger: new FirestoreExportLedger(store),
    runs: new FirestoreSyncRunLog(store),
  });
  await backDoor.link("tenant-1");
  const app = initializeApp({ projectId, apiKey: "demo" }, projectId);
  const firestore = getFirestore(app);
  const [name = "", port] = host.split(":");
  connectFirestoreEmulator(firestore, name, Number(port), {
    mockUserToken: { sub: "ada", role: "admin", tenantId: TENANTS.join("/") },
  });
  return {
    feed: new FirestoreLinkFeed(firestore, details),
    tenant: "tenant-1",
    empty: "tenant-11",
    foreign: "tenant-10",
    backDoor,
    lever: { cut: () => disableNetwork(firestore), restore: () => enableNetwork(firestore) },
    patienceMs: 15_000,
    close: async () => {
      await deleteApp(app);
      await deleteAdminApp(admin);
    },
  };
};

verify({ describe, it: (name, body) => it(name, body) }, linkFeedContract, {
  adapter: "FirestoreLinkFeed",
  open,
});

recoversOn({ describe, it: (name, body) => it(name, body) }, "on Firestore", async () => {
  const { feed, ...subject } = await open();
  // What is not told by Firestore is not asked in these rules.
  return { ...subject, home: { ...new MemoryWorld().home(), feed } };
});

describe("the counts of a link on Firestore", () => {
  it("are asked of the server, and follow the link that its document tells", async () => {
    const counts = { approved: 9, exported: 2, waiting: 7, setAside: 0 };
    const { feed, tenant, close } = await open(async () => ({
      records: counts,
      sheetUrl: "http://127.0.0.1:1/sheet",
      sheetTitle: "North",
      columns: [],
      running: null,
    }));
    const links: FeedNews[] = [];
    await new Promise<void>((resolve) => {
      const watch = feed.watch(tenant, (news) => {
        if (news.kind !== "link") return;
        links.push(news);
        if (links.length < 2) return;
        watch.end();
        resolve();
      });
    });
    await close();
    expect(links).toMatchObject([
      { link: { status: "active", records: null, accountEmail: "office@school.example" } },
      { link: { status: "active", records: counts, sheetTitle: "North" } },
    ]);
  });

  it("are unknown while the server does not answer, and the link is told all the same", async () => {
    const { feed, tenant, backDoor, close } = await open(() => Promise.reject(new Error("away")));
    await new Promise<void>((resolve) => {
      const watch = feed.watch(tenant, (news) => {
        if (news.kind !== "link") return;
        if (news.link?.status === "active") void backDoor.fail(tenant, "access-revoked");
        if (news.link?.errorCode !== "access-revoked") return;
        expect(news.link.records).toBeNull();
        watch.end();
        resolve();
      });
    });
    await close();
  });
});

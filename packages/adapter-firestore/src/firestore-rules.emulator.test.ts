import { readFileSync } from "node:fs";
import { freshProjectId } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { initializeTestEnvironment, type RulesTestEnvironment } from "@firebase/rules-unit-testing";
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  limit,
  onSnapshot,
  query,
  setDoc,
  setLogLevel,
  updateDoc,
} from "firebase/firestore";
import { afterAll, beforeAll, expect } from "vitest";

/** Who asks, and what the server's token says of them. */
const people = {
  "an admin of the tenant": { uid: "ada", claims: { tenantId: "tenant-1", role: "admin" } },
  "another admin of the tenant": { uid: "bob", claims: { tenantId: "tenant-1", role: "admin" } },
  "a member of the tenant": { uid: "mia", claims: { tenantId: "tenant-1", role: "member" } },
  "an admin of another tenant": { uid: "eve", claims: { tenantId: "tenant-10", role: "admin" } },
  "an admin of no tenant": { uid: "nil", claims: { role: "admin" } },
  "a user without claims": { uid: "ada", claims: {} },
  "a user whose claims are lists": { uid: "ada", claims: { tenantId: ["tenant-1"], role: ["admin"] } },
  nobody: { uid: undefined, claims: {} },
} as const;

/** Everything that lies in the database, and something that does not. */
const places = {
  "the tenant": "tenants/tenant-1",
  "the link": "tenants/tenant-1/integrations/googleSheets",
  "another integration": "tenants/tenant-1/integrations/slack",
  "a run": "tenants/tenant-1/syncRuns/run-1",
  "a set-aside record": "tenants/tenant-1/quarantine/r1",
  "Ada's own entry": "tenants/tenant-1/admins/ada",
  "the ledger": "tenants/tenant-1/private/ledger",
  "a credential": "tenants/tenant-1/private/credential-1",
  "a batch": "tenants/tenant-1/batches/1",
  "a batch's part": "tenants/tenant-1/batches/1/parts/1",
  "an attendance record": "tenants/tenant-1/attendance/r1",
  "something unknown": "tenants/tenant-1/unknown/x",
  "a pending consent": "consents/state-1",
} as const;

const verbs = {
  get: (firestore: Firestore, path: string) => getDoc(doc(firestore, path)),
  list: (firestore: Firestore, path: string) =>
    getDocs(query(collection(firestore, parentOf(path)), limit(50))),
  "list without a limit": (firestore: Firestore, path: string) =>
    getDocs(collection(firestore, parentOf(path))),
  create: (firestore: Firestore, path: string) => setDoc(doc(firestore, `${path}-new`), { planted: true }),
  update: (firestore: Firestore, path: string) => updateDoc(doc(firestore, path), { planted: false }),
  delete: (firestore: Firestore, path: string) => deleteDoc(doc(firestore, path)),
} as const;

type Person = keyof typeof people;
type Place = keyof typeof places;
type Verb = keyof typeof verbs;

const read: readonly Verb[] = ["get", "list"];

/** Who may do what; whatever is missing here is denied, and tried too. */
const allowed: Partial<Record<Person, Partial<Record<Place, readonly Verb[]>>>> = {
  "an admin of the tenant": {
    "the link": ["get"],
    "a run": read,
    "a set-aside record": read,
    "Ada's own entry": ["get"],
  },
  "another admin of the tenant": { "the link": ["get"], "a run": read, "a set-aside record": read },
};

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));
const namesOf = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(table) as Key[];

const rules = readFileSync(new URL("../../../firestore.rules", import.meta.url), "utf8");
const { host, describe, it } = await testEmulator("firestore");
const projectId = freshProjectId();

/** `permission-denied`, or nothing where the request went well. */
const refusalOf = async (request: Promise<unknown>): Promise<string | undefined> =>
  request.then(
    () => undefined,
    (thrown: { code?: string }) => thrown.code ?? String(thrown),
  );

describe("firestore.rules", () => {
  let environment: RulesTestEnvironment;
  beforeAll(async () => {
    if (host === "") return;
    setLogLevel("silent");
    const [hostName = "", port] = host.split(":");
    environment = await initializeTestEnvironment({
      projectId,
      firestore: { host: hostName, port: Number(port), rules },
    });
    await environment.withSecurityRulesDisabled(async (context) => {
      for (const path of Object.values(places))
        await setDoc(doc(context.firestore() as unknown as Firestore, path), { planted: true });
    });
  });
  afterAll(() => environment?.cleanup());

  const as = (person: Person): Firestore => {
    const { uid, claims } = people[person];
    const context =
      uid === undefined
        ? environment.unauthenticatedContext()
        : environment.authenticatedContext(uid, { ...claims });
    return context.firestore() as unknown as Firestore;
  };

  it("have no mistake that the emulator would only mention", async () => {
    const response = await fetch(`http://${host}/emulator/v1/projects/${projectId}:securityRules`, {
      method: "PUT",
      body: JSON.stringify({ rules: { files: [{ name: "firestore.rules", content: rules }] } }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).not.toHaveProperty("issues");
  });

  for (const person of namesOf(people))
    for (const place of namesOf(places)) {
      const may = allowed[person]?.[place] ?? [];
      it(`let ${person} ${may.length === 0 ? "do nothing with" : may.join(" and ")} ${place}`, async () => {
        const firestore = as(person);
        const found: Partial<Record<Verb, string | undefined>> = {};
        for (const verb of namesOf(verbs))
          found[verb] = await refusalOf(verbs[verb](firestore, places[place]));
        const wanted = namesOf(verbs).map((verb) => [
          verb,
          may.includes(verb) ? undefined : "permission-denied",
        ]);
        expect(found).toEqual(Object.fromEntries(wanted));
      });
    }

  it("let no one search for a collection of all tenants", async () => {
    const groups = [
      "integrations",
      "syncRuns",
      "quarantine",
      "admins",
      "private",
      "batches",
      "parts",
      "attendance",
      "consents",
    ];
    for (const person of namesOf(people))
      for (const group of groups) {
        const search = getDocs(query(collectionGroup(as(person), group), limit(1)));
        expect(await refusalOf(search), `${person}: ${group}`).toBe("permission-denied");
      }
  });

  it("let an admin listen to the link, and no one of another tenant", async () => {
    const listen = (person: Person): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const stop = onSnapshot(
          doc(as(person), places["the link"]),
          (snapshot) => {
            stop();
            resolve(snapshot.data());
          },
          reject,
        );
      });
    expect(await listen("an admin of the tenant")).toEqual({ planted: true });
    expect(await refusalOf(listen("an admin of another tenant"))).toBe("permission-denied");
    expect(await refusalOf(listen("nobody"))).toBe("permission-denied");
  });

  it("hold a list to its limit", async () => {
    const runs = (most: number) =>
      getDocs(query(collection(as("an admin of the tenant"), "tenants/tenant-1/syncRuns"), limit(most)));
    expect((await runs(100)).size).toBe(1);
    expect(await refusalOf(runs(101))).toBe("permission-denied");
  });
});

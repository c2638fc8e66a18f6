import { isPortFailure, tenantId } from "@attendance-export/core";
import { freshProjectId, GrpcFaultProxy } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { afterEach, beforeEach, expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreAdminDevices } from "./firestore-admin-devices.ts";

const tenant = tenantId("tenant-1");
const { host, describe, it } = await testEmulator("firestore");

const device = (token: string) => ({ token, platform: "web", addedAt: 1_700_000_000_000 });

describe("the devices of a tenant's admins", () => {
  let client: ReturnType<typeof openClient>;
  let devices: FirestoreAdminDevices;
  beforeEach(async () => {
    if (host === "") return;
    client = openClient(freshProjectId(), host);
    devices = new FirestoreAdminDevices(client.firestore);
    await put("tenant-1", "ada", { role: "admin", devices: [device("a1"), device("a2")] });
    await put("tenant-1", "bob", { role: "admin", devices: [device("b1"), device("a2")] });
    await put("tenant-1", "new", { role: "admin", email: "new@example.org" });
    await put("tenant-1", "ex", { role: "staff", devices: [device("x1")] });
    await put("tenant-10", "zoe", { role: "admin", devices: [device("z1"), device("a1")] });
  });
  afterEach(() => client?.close());

  const admin = (of: string, uid: string) => client.firestore.doc(`tenants/${of}/admins/${uid}`);
  const put = (of: string, uid: string, fields: object) => admin(of, uid).set(fields);
  const kept = async (of: string, uid: string): Promise<readonly string[]> =>
    ((await admin(of, uid).get()).get("devices") as readonly { token: string }[]).map(({ token }) => token);

  it("are those of every admin of this tenant, none twice, and nobody else's", async () => {
    expect([...(await devices.of(tenant))].sort()).toEqual(["a1", "a2", "b1"]);
    expect(await devices.of(tenantId("tenant-2"))).toEqual([]);
  });

  it("are forgotten wherever they stand with this tenant, again and again, and the others stay", async () => {
    await devices.forget(tenant, ["a2", "never"]);
    await devices.forget(tenant, ["a2", "never"]);
    expect(await kept("tenant-1", "ada")).toEqual(["a1"]);
    expect(await kept("tenant-1", "bob")).toEqual(["b1"]);
    await devices.forget(tenant, ["a1"]);
    expect(await kept("tenant-10", "zoe")).toEqual(["z1", "a1"]);
  });

  it("keep what else is written about them", async () => {
    await devices.forget(tenant, ["a2"]);
    expect((await admin("tenant-1", "ada").get()).data()).toEqual({ role: "admin", devices: [device("a1")] });
  });

  it("include one that is registered while another is forgotten", async () => {
    await Promise.all([
      ...["a1", "a2"].map((token) => devices.forget(tenant, [token])),
      client.firestore.runTransaction(async (transaction) => {
        const entry = await transaction.get(admin("tenant-1", "ada"));
        transaction.update(entry.ref, { devices: [...entry.get("devices"), device("a3")] });
      }),
    ]);
    expect(await kept("tenant-1", "ada")).toEqual(["a3"]);
  });

  it("are none where a document is odd", async () => {
    await put("tenant-3", "odd", { role: "admin", devices: "a1" });
    await put("tenant-3", "odder", { role: "admin", devices: [null, "a1", { token: 7 }, { token: "" }] });
    expect(await devices.of(tenantId("tenant-3"))).toEqual([]);
    await devices.forget(tenantId("tenant-3"), ["a1"]);
  });

  it("cannot be told while Firestore is away", async () => {
    const proxy = await GrpcFaultProxy.open(host);
    const away = openClient(freshProjectId(), proxy.host);
    proxy.rule = { when: "before", fault: { kind: "reset" } };
    for (const call of [
      () => new FirestoreAdminDevices(away.firestore).of(tenant),
      () => new FirestoreAdminDevices(away.firestore).forget(tenant, ["a1"]),
    ]) {
      const failure = await call().then(
        () => "it went well",
        (thrown: unknown) => thrown,
      );
      expect(isPortFailure(failure) && failure.code).toBe("store-unavailable");
    }
    await away.close();
    await proxy.close();
  });
});

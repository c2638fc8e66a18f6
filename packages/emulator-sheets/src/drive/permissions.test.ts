import { afterEach, describe, expect, it } from "vitest";
import { driveRefusal as refusal } from "../../test/drive-refusal.ts";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

const bench = (): Promise<TestBench> => openTestBench();
afterEach(closeTestBenches);

describe("permissions", () => {
  it("let a person in and out again, under an id that is theirs on every file", async () => {
    const { emulator, call, id, path } = await bench();
    const bob = emulator.accounts.add({ email: "bob@example.com", name: "Bob" });
    const shared = await call("POST", `/drive/v3/files/${id}/permissions?sendNotificationEmail=false`, {
      type: "user",
      role: "writer",
      emailAddress: bob.email,
    });
    const permissionId = (shared.body as { id: string }).id;
    expect(shared.body).toEqual({
      kind: "drive#permission",
      id: expect.stringMatching(/^\d{20}$/),
      type: "user",
      role: "writer",
    });
    expect((await call("GET", path, undefined, bob.accessToken)).status).toBe(200);
    const list = await call(
      "GET",
      `/drive/v3/files/${id}/permissions?fields=permissions(emailAddress,role,displayName)`,
    );
    expect(list.body).toEqual({
      permissions: [
        { emailAddress: "ada@example.com", role: "owner", displayName: "ada" },
        { emailAddress: "bob@example.com", role: "writer", displayName: "Bob" },
      ],
    });
    const one = `/drive/v3/files/${id}/permissions/${permissionId}`;
    expect((await call("PATCH", one, { role: "reader" })).body).toMatchObject({ role: "reader" });
    expect((await call("GET", one)).body).toMatchObject({ role: "reader" });
    expect((await call("DELETE", one)).status).toBe(204);
    expect((await call("GET", path, undefined, bob.accessToken)).status).toBe(403);
    expect(refusal(await call("DELETE", one))).toBe(
      `404 notFound at permissionId: Permission not found: ${permissionId}.`,
    );
  });

  it("open a file to everybody who has the link", async () => {
    const { emulator, call, id, path } = await bench();
    const stranger = emulator.accounts.add({ email: "eve@example.com" });
    const shared = await call("POST", `/drive/v3/files/${id}/permissions`, {
      type: "anyone",
      role: "reader",
    });
    expect(shared.body).toMatchObject({ id: "anyoneWithLink", type: "anyone" });
    expect((await call("GET", path, undefined, stranger.accessToken)).status).toBe(200);
    const list = await call("GET", "/drive/v3/files", undefined, stranger.accessToken);
    expect(list.body).toMatchObject({ files: [] });
  });

  it("hand a file over, after which its former owner may write", async () => {
    const { emulator, call, id } = await bench();
    const bob = emulator.accounts.add({ email: "bob@example.com" });
    const target = `/drive/v3/files/${id}/permissions?transferOwnership=true`;
    await call("POST", target, { type: "user", role: "owner", emailAddress: bob.email });
    const seen = await call(
      "GET",
      `/drive/v3/files/${id}?fields=ownedByMe,owners/emailAddress,capabilities(canEdit,canDelete)`,
    );
    expect(seen.body).toEqual({
      ownedByMe: false,
      owners: [{ emailAddress: bob.email }],
      capabilities: { canEdit: true, canDelete: false },
    });
  });

  const refusals: readonly [object, string][] = [
    [
      { type: "user", emailAddress: "b@x.y" },
      "400 required at permission.role: The permission role field is required.",
    ],
    [{ role: "writer" }, "400 required at permission.type: The permission type field is required."],
    [
      { type: "user", role: "writer", emailAddress: "nobody" },
      "400 invalid at permission.emailAddress: The specified emailAddress is invalid or not applicable for the given permission type.",
    ],
    [
      { type: "user", role: "owner", emailAddress: "b@x.y" },
      "403 forbidden at transferOwnership: The transferOwnership parameter must be enabled when the permission role is 'owner'.",
    ],
    [
      { type: "group", role: "writer", emailAddress: "b@x.y" },
      "501 notImplemented: A permission of the type group is not emulated by @attendance-export/emulator-sheets.",
    ],
  ];
  it.each(refusals)("refuse %o", async (body, expected) => {
    const { call, id } = await bench();
    expect(refusal(await call("POST", `/drive/v3/files/${id}/permissions`, body))).toBe(expected);
  });

  it("cannot be given by somebody who may only read", async () => {
    const { emulator, call, id } = await bench();
    const bob = emulator.accounts.add({ email: "bob@example.com" });
    emulator.people.share(id, bob.email, "reader");
    const body = { type: "user", role: "reader", emailAddress: "eve@example.com" };
    const answer = await call("POST", `/drive/v3/files/${id}/permissions`, body, bob.accessToken);
    expect(refusal(answer)).toMatch(/^403 insufficientFilePermissions/);
  });
});

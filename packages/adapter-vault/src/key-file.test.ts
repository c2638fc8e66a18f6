import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tenantId } from "@attendance-export/core";
import { credentialVaultContract, verify } from "@attendance-export/core/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AesGcmCredentialVault } from "./aes-gcm-credential-vault.ts";
import { openKeyFile, rotateKeyFile } from "./key-file.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attendance-vault-"));
  path = join(folder, "keys.json");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const misconfigured = (message: RegExp) => ({
  code: "store-misconfigured",
  message: expect.stringMatching(message),
});

verify({ describe, it }, credentialVaultContract, {
  adapter: "AesGcmCredentialVault on a key file",
  open: async () => {
    const own = await mkdtemp(join(tmpdir(), "attendance-vault-"));
    const file = join(own, "keys.json");
    return {
      port: new AesGcmCredentialVault(await openKeyFile(file)),
      keys: {
        reopen: async () => new AesGcmCredentialVault(await openKeyFile(file)),
        rotate: async () => {
          await rotateKeyFile(file);
          return new AesGcmCredentialVault(await openKeyFile(file));
        },
        lose: async () => {
          await rm(file);
          return new AesGcmCredentialVault(await openKeyFile(file));
        },
      },
      close: () => rm(own, { recursive: true, force: true }),
    };
  },
});

describe("a key file", () => {
  it("is made on first use, for its owner alone, and stays", async () => {
    const ring = await openKeyFile(path);
    expect(ring).toHaveLength(1);
    expect(ring[0].secret).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await openKeyFile(path)).toEqual(ring);
    expect(await readdir(folder)).toEqual(["keys.json"]);
  });

  it("is one and the same for all who make it at once", async () => {
    const rings = await Promise.all(Array.from({ length: 20 }, () => openKeyFile(path)));
    expect(new Set(rings.map(([{ id }]) => id)).size).toBe(1);
    expect(await readdir(folder)).toEqual(["keys.json"]);
  });

  it.for([0o640, 0o604, 0o660, 0o602, 0o601, 0o777])(
    "is refused when others have rights to it (%o), and left as it was",
    async (mode, { skip }) => {
      skip(process.platform === "win32", "Windows has no such rights");
      await openKeyFile(path);
      const before = await readFile(path);
      await chmod(path, mode);
      await expect(openKeyFile(path)).rejects.toMatchObject(
        misconfigured(/keys\.json can be used by other users.*chmod 600.* Otherwise remove it and let every/),
      );
      expect(await readFile(path)).toEqual(before);
      await chmod(path, 0o400);
      expect(await openKeyFile(path)).toHaveLength(1);
    },
  );

  it("is not kept open after it was read or written", async ({ skip }) => {
    skip(process.platform !== "linux", "only Linux lists the open files in a folder");
    await rotateKeyFile(path);
    const names = await Promise.all(
      // The folder's own entry is gone before it can be asked about.
      (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
    );
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => name.startsWith(folder))).toEqual([]);
  });

  it("gets a new newest key and keeps the older ones", async () => {
    const grant = { tenantId: tenantId("tenant-1"), version: 1 };
    const sealed = await new AesGcmCredentialVault(await openKeyFile(path)).seal(grant, "token");
    const [older] = await openKeyFile(path);
    const ring = await rotateKeyFile(path);
    expect(await openKeyFile(path)).toEqual(ring);
    expect(ring.map(({ id }) => id)).toEqual([expect.any(String), older.id]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await new AesGcmCredentialVault(ring).open(grant, sealed)).toBe("token");
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "secret-secret-secret"],
    ["JSON of another kind", "7"],
    ["no object", "null"],
    ["no keys", "{}"],
    ["an empty ring", '{"keys": []}'],
    ["a key without an id", `{"keys": [{"secret": "${"A".repeat(43)}"}]}`],
    ["a key with an empty id", `{"keys": [{"id": "", "secret": "${"A".repeat(43)}"}]}`],
    ["a key without a secret", '{"keys": [{"id": "a"}]}'],
    ["a secret that is short", '{"keys": [{"id": "a", "secret": "c2VjcmV0LXNlY3JldC1zZWNyZXQ"}]}'],
    ["a secret in another alphabet", `{"keys": [{"id": "a", "secret": "${"+".repeat(43)}"}]}`],
    [
      "a sound key and one that is short",
      `{"keys": [{"id": "a", "secret": "${"A".repeat(43)}"}, {"id": "b", "secret": "c2VjcmV0"}]}`,
    ],
    [
      "one id twice",
      `{"keys": [{"id": "a", "secret": "${"A".repeat(43)}"}, {"id": "a", "secret": "${"E".repeat(42)}A"}]}`,
    ],
  ])("that holds %s is refused, left as it was, and not quoted", async (_, text) => {
    await writeFile(path, text, { mode: 0o600 });
    const failure: unknown = await openKeyFile(path).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject(
      misconfigured(/keys\.json is not a key file: it must hold \{"keys": .*Restore it from a backup/),
    );
    expect(String((failure as Error).cause)).toBe("undefined");
    expect((failure as Error).message).not.toMatch(/secret-secret|c2VjcmV0|AAAA/);
    await expect(rotateKeyFile(path)).rejects.toMatchObject(misconfigured(/is not a key file/));
    expect(await readFile(path, "utf8")).toBe(text);
  });

  it("is named where its folder is missing or a folder has its name", async () => {
    await expect(openKeyFile(join(folder, "missing", "keys.json"))).rejects.toMatchObject(
      misconfigured(/missing\/keys\.json cannot be written \(ENOENT\)\. Its folder must exist/),
    );
    await writeFile(join(folder, "file"), "");
    await expect(openKeyFile(join(folder, "file", "keys.json"))).rejects.toMatchObject({
      ...misconfigured(/keys\.json cannot be read \(ENOTDIR\)\. Its folder must exist/),
      cause: { code: "ENOTDIR" },
    });
    await mkdir(path);
    await expect(openKeyFile(path)).rejects.toMatchObject(misconfigured(/keys\.json is not a file/));
  });
});

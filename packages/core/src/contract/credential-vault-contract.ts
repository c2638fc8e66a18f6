import assert from "node:assert/strict";
import { isPortFailure } from "../failures/port-failure.ts";
import { tenantId } from "../model/ids.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { CredentialVault, SealedCredential } from "../ports/credentials.ts";
import type { Closable, Contract, Guarantee } from "./contract.ts";
import { nearMissTenants, tenant1 } from "./store/near-misses.ts";

export interface CredentialVaultSubject extends Closable {
  readonly port: CredentialVault;
  /** The keys beside the vault; each way gives the vault as it is after a restart. */
  readonly keys: {
    /** With the same keys. */
    reopen(): Promise<CredentialVault>;
    /** With one key more, the newest. */
    rotate(): Promise<CredentialVault>;
    /** With a new key alone: the old ones are lost. */
    lose(): Promise<CredentialVault>;
  };
}

/** Unlike anything else here, so that it is found wherever it leaks. */
const SECRET = "1//0gSecretRefreshToken-ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";

/** What Google gives, and what a careless encoding would spoil. */
const tokens: readonly string[] = [
  SECRET,
  "",
  " ",
  "0",
  "=?&+%20/\\\"'",
  "line\r\nline\u0000end",
  "Zoë \u{1f511}",
  "e\u0301\u00e9",
  "x".repeat(10_000),
];

const grantOf = (version: number, tenant = tenant1): Grant => ({ tenantId: tenant, version });
const grant = grantOf(1);

/** Opens what must open. */
const opened = (vault: CredentialVault, of: Grant, sealed: SealedCredential): Promise<string> =>
  vault.open(of, sealed).catch((thrown: unknown) => assert.fail(`it does not open: ${String(thrown)}`));

/** Tries to open and wants to fail, in the one right way and without a word of what is secret. */
const opensNothing = async (
  vault: CredentialVault,
  other: Grant,
  sealed: SealedCredential,
  message: string,
): Promise<Error> => {
  const end = await vault.open(other, sealed).catch((thrown: unknown) => thrown);
  assert.ok(isPortFailure(end), `${message}: it must reject with a PortFailure`);
  assert.equal(end.code, "credential-unreadable", message);
  return end;
};

/** Every text that differs from this one in a single bit. */
const bitFlips = (text: string): readonly string[] =>
  [...text].flatMap((character, index) =>
    [1, 2, 4, 8, 16, 32, 64].map(
      (bit) =>
        text.slice(0, index) + String.fromCharCode(character.charCodeAt(0) ^ bit) + text.slice(index + 1),
    ),
  );

const fieldNames = ["keyId", "nonce", "ciphertext"] as const;

/** All that a person or a log could see of an error. */
const visible = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown);
  const fields = JSON.stringify(Object.assign({}, thrown));
  return [thrown.message, thrown.stack ?? "", fields, visible(thrown.cause ?? "")].join("\n");
};

const sealing = {
  "opens what it sealed, whatever the token holds": async ({ port }) => {
    for (const token of tokens) assert.equal(await opened(port, grant, await port.seal(grant, token)), token);
  },

  "opens after a restart what it sealed before": async ({ port, keys }) => {
    const sealed = await port.seal(grant, SECRET);
    assert.equal(await opened(await keys.reopen(), grant, sealed), SECRET);
  },

  "makes a credential that JSON keeps": async ({ port }) => {
    const sealed = await port.seal(grant, SECRET);
    const kept: SealedCredential = JSON.parse(JSON.stringify(sealed));
    assert.deepEqual(kept, sealed);
    assert.deepEqual(Object.keys(kept).sort(), [...fieldNames].sort());
    assert.equal(await opened(port, grant, kept), SECRET);
  },

  "seals one token into another credential each time": async ({ port }) => {
    const sealed = await Promise.all(Array.from({ length: 500 }, () => port.seal(grant, SECRET)));
    for (const field of ["nonce", "ciphertext"] as const)
      assert.equal(new Set(sealed.map((one) => one[field])).size, sealed.length, field);
  },

  "shows nothing of the token in what it sealed": async ({ port }) => {
    const text = JSON.stringify(await port.seal(grant, SECRET));
    for (let start = 0; start + 8 <= SECRET.length; start += 1)
      assert.ok(!text.includes(SECRET.slice(start, start + 8)), "a piece of the token shows");
    const [short, long] = [await port.seal(grant, "a"), await port.seal(grant, "a".repeat(100))];
    assert.ok(long.ciphertext.length > short.ciphertext.length, "the ciphertext holds nothing");
  },
} satisfies Readonly<Record<string, Guarantee<CredentialVaultSubject>>>;

const refusing = {
  "opens nothing for another tenant, however near": async ({ port }) => {
    const sealed = await port.seal(grant, SECRET);
    for (const tenant of nearMissTenants.filter((other) => other !== tenant1))
      await opensNothing(port, grantOf(1, tenant), sealed, tenant);
  },

  "opens nothing for another version of the grant": async ({ port }) => {
    const sealed = await port.seal(grantOf(11), SECRET);
    for (const version of [1, 10, 12, 111]) await opensNothing(port, grantOf(version), sealed, `${version}`);
    // Written one after the other, these two would be the same text.
    await opensNothing(port, grantOf(1, tenantId("tenant-11")), sealed, "tenant-11, version 1");
    assert.equal(await opened(port, grantOf(11), sealed), SECRET);
  },

  "opens nothing once any bit of any field is flipped": async ({ port }) => {
    const sealed = await port.seal(grant, SECRET);
    for (const field of fieldNames)
      for (const flipped of bitFlips(sealed[field]))
        await opensNothing(port, grant, { ...sealed, [field]: flipped }, `${field} ${flipped}`);
    assert.equal(await opened(port, grant, sealed), SECRET);
  },

  "opens nothing that was cut, lengthened, mixed or lost a field": async ({ port }) => {
    const sealed = await port.seal(grant, SECRET);
    const other = await port.seal(grant, SECRET);
    for (const field of fieldNames) {
      const text = sealed[field];
      for (let length = 0; length < text.length; length += 1)
        await opensNothing(
          port,
          grant,
          { ...sealed, [field]: text.slice(0, length) },
          `${field} cut at ${length}`,
        );
      for (const more of ["A", "AA", "AAAA", "=", "==", " ", "\n", "!"])
        await opensNothing(port, grant, { ...sealed, [field]: text + more }, `${field} and ${more}`);
      const { [field]: _, ...rest } = sealed;
      await opensNothing(port, grant, JSON.parse(JSON.stringify(rest)), `no ${field}`);
    }
    await opensNothing(port, grant, { ...sealed, nonce: other.nonce }, "another's nonce");
    await opensNothing(port, grant, { ...sealed, ciphertext: other.ciphertext }, "another's ciphertext");
  },

  "names no secret when it fails": async ({ port, keys }) => {
    const sealed = await port.seal(grant, SECRET);
    const last = sealed.ciphertext.slice(-1) === "A" ? "B" : "A";
    const damaged = { ...sealed, ciphertext: sealed.ciphertext.slice(0, -1) + last };
    const failures = [
      await opensNothing(port, grant, damaged, "damaged"),
      await opensNothing(port, grantOf(2), sealed, "another version"),
      await opensNothing(await keys.lose(), grant, sealed, "a lost key"),
    ];
    for (const failure of failures) {
      const text = visible(failure);
      for (const hidden of [SECRET, sealed.ciphertext, sealed.nonce, damaged.ciphertext])
        assert.ok(!text.includes(hidden), `a secret shows: ${failure.message}`);
      assert.ok(failure.message.length > 20, "it must say what is wrong");
    }
  },
} satisfies Readonly<Record<string, Guarantee<CredentialVaultSubject>>>;

const keyRing = {
  "seals with the newest key, and opens what older ones sealed": async ({ port, keys }) => {
    const old = await port.seal(grant, SECRET);
    const rotated = await keys.rotate();
    const fresh = await rotated.seal(grant, SECRET);
    assert.notEqual(fresh.keyId, old.keyId);
    assert.equal((await rotated.seal(grant, "another")).keyId, fresh.keyId);
    assert.equal(await opened(rotated, grant, old), SECRET);
    assert.equal(await opened(rotated, grant, fresh), SECRET);
  },

  "opens nothing under the name of another key of the ring": async ({ port, keys }) => {
    const old = await port.seal(grant, SECRET);
    const rotated = await keys.rotate();
    const { keyId } = await rotated.seal(grant, SECRET);
    await opensNothing(rotated, grant, { ...old, keyId }, "the newer key's name");
  },

  "opens nothing whose key is lost, and says which key that was": async ({ port, keys }) => {
    const sealed = await port.seal(grant, SECRET);
    const { message } = await opensNothing(await keys.lose(), grant, sealed, "a lost key");
    assert.ok(message.includes(sealed.keyId), message);
  },
} satisfies Readonly<Record<string, Guarantee<CredentialVaultSubject>>>;

/** What every `CredentialVault` promises. */
export const credentialVaultContract = {
  port: "CredentialVault",
  guarantees: { ...sealing, ...refusing, ...keyRing },
} satisfies Contract<CredentialVaultSubject, string>;

export type CredentialVaultSentence = keyof typeof credentialVaultContract.guarantees;

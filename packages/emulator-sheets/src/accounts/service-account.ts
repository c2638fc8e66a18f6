import { createPublicKey, generateKeyPairSync } from "node:crypto";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { Account, ServiceAccountKey } from "./account.ts";

/**
 * A service account with a fresh key.
 *
 * The key is the one thing that no seed decides. Like Google's service accounts since 2025, it has no storage of its own.
 */
export function newServiceAccount(
  name: string,
  random: SeededRandom,
): { account: Account; key: ServiceAccountKey } {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const projectId = "emulated-project";
  const keyId = Buffer.from(random.text(20)).toString("hex");
  const email = `${name}@${projectId}.iam.gserviceaccount.com`;
  const clientId = String(random.id());
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
  const account: Account = {
    email,
    name,
    isDeleted: false,
    mustSignInAgain: false,
    isStorageFull: true,
    service: { clientId, publicKeys: { [keyId]: publicKey } },
  };
  const key: ServiceAccountKey = {
    type: "service_account",
    project_id: projectId,
    private_key_id: keyId,
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    client_email: email,
    client_id: clientId,
  };
  return { account, key };
}

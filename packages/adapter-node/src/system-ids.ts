import { createHash, randomInt, randomUUID } from "node:crypto";
import type { Ids } from "@attendance-export/core";

/** Random numbers and fingerprints from the system's cryptography; nobody can foresee or forge them. */
export class SystemIds implements Ids {
  /** A UUID of version 4 without its hyphens: 32 characters, 122 random bits. */
  fresh(): string {
    return randomUUID().replaceAll("-", "");
  }

  /** Each number is as likely as any other. The range may hold up to 2^48 of them. */
  between(low: number, high: number): number {
    return randomInt(low, high + 1);
  }

  /** SHA-256 of the text's UTF-8: 256 bits, 43 characters. */
  digest(text: string): string {
    return createHash("sha256").update(text, "utf8").digest("base64url");
  }
}

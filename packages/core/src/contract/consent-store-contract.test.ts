import { describe, it } from "vitest";
import {
  type ConsentStoreSentence,
  type ConsentStoreSubject,
  consentStoreContract,
} from "./consent-store-contract.ts";
import { type Saboteurs, verify, verifyContract } from "./contract.ts";
import { withMethods } from "./sabotage.ts";
import { failureSaboteurs } from "./store/failure-saboteurs.ts";
import { openMemoryConsentStore } from "./store/memory-store-subject.ts";

const runner = { describe, it };

type Port = ConsentStoreSubject["port"];

/** The port and its peer, broken alike. */
const saboteur =
  (spoil: (honest: Port, subject: ConsentStoreSubject) => Partial<Port>) =>
  async (): Promise<ConsentStoreSubject> => {
    const subject = await openMemoryConsentStore();
    const broken = (honest: Port): Port => withMethods(honest, spoil(honest, subject));
    return { ...subject, port: broken(subject.port), peer: broken(subject.peer) };
  };

const saboteurs: Saboteurs<ConsentStoreSubject, ConsentStoreSentence> = {
  "gives a consent out exactly as it was kept": saboteur((honest) => ({
    // A column too narrow, or text that is not UTF-8.
    keep: (consent, now) => honest.keep({ ...consent, adminId: consent.adminId.slice(0, 5) }, now),
  })),
  "keeps what was chosen beside the consent, to the letter": saboteur((honest) => ({
    // A store that was made before there were choices.
    keep: (consent, now) => honest.keep({ ...consent, choice: null }, now),
  })),
  "gives a consent out once, and leaves no trace of it": saboteur((honest) => ({
    // Reads it and means to clean up some day.
    take: async (digest) => {
      const consent = await honest.take(digest);
      if (consent !== undefined) await honest.keep(consent, 0);
      return consent;
    },
  })),
  "gives it to one of many who ask at the same moment": saboteur((honest, { backDoor }) => ({
    // Reads first and deletes then, in two steps.
    take: async (digest) => {
      const found = (await backDoor.kept()).find(({ stateDigest }) => stateDigest === digest);
      await Promise.resolve();
      await honest.take(digest);
      return found;
    },
  })),
  "gives nothing for a digest that nobody kept, though its near misses are there": saboteur(
    (honest, { backDoor }) => ({
      // A column that compares without regard to case.
      take: async (digest) => {
        const kept = await backDoor.kept();
        const found = kept.find(({ stateDigest }) => stateDigest.toLowerCase() === digest.toLowerCase());
        return found === undefined ? undefined : honest.take(found.stateDigest);
      },
    }),
  ),
  "keeps the consents of one admin's tabs apart": saboteur((honest, { backDoor }) => ({
    // One consent an admin: the newest.
    keep: async (consent, now) => {
      for (const other of await backDoor.kept())
        if (other.adminId === consent.adminId) await honest.take(other.stateDigest);
      await honest.keep(consent, now);
    },
  })),
  "changes nothing when the same consent is kept again": saboteur((honest, { backDoor }) => ({
    keep: async (consent, now) => {
      const isRepeat = (await backDoor.kept()).some(({ stateDigest }) => stateDigest === consent.stateDigest);
      await honest.keep(isRepeat ? { ...consent, stateDigest: `${consent.stateDigest} (2)` } : consent, now);
    },
  })),
  "drops the tenant's consents that have expired, and no others": saboteur((honest) => ({
    // Never tidies up.
    keep: (consent) => honest.keep(consent, 0),
  })),
  ...failureSaboteurs(openMemoryConsentStore),
  "rejects with store-unavailable when an answer is lost, and a repeat changes nothing more": saboteur(
    (honest, { backDoor }) => ({
      keep: async (consent, now) => {
        const isRepeat = (await backDoor.kept()).some(
          ({ stateDigest }) => stateDigest === consent.stateDigest,
        );
        await honest.keep(isRepeat ? { ...consent, verifier: "another" } : consent, now);
      },
    }),
  ),
};

verifyContract(runner, consentStoreContract, saboteurs);
verify(runner, consentStoreContract, { adapter: "MemoryConsentStore", open: openMemoryConsentStore });

import { attendanceStoreContract, exportLedgerContract, verify } from "@attendance-export/core/contract";
import { SeededIds } from "@attendance-export/core/memory";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import {
  ProviderCircuit,
  RunGuard,
  resilientAttendanceStore,
  resilientExportLedger,
} from "@attendance-export/resilience";
import { firestoreSubjects } from "../test/firestore-subject.ts";

const emulator = await testEmulator("firestore");
const open = firestoreSubjects(emulator.host);

/** The policy of production, but for its waits: chance always draws the shortest. */
const guard = (): RunGuard => {
  const ids = new SeededIds("guarded-contracts");
  const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
  return new RunGuard({
    clock,
    ids: { fresh: () => ids.fresh(), digest: (text) => ids.digest(text), between: (low) => low },
    circuit: new ProviderCircuit({ clock }),
    deadline: Number.POSITIVE_INFINITY,
  });
};

// The two ports that a run makes most of its calls through; every attempt is a real request that fails on the wire.
verify(emulator, exportLedgerContract, {
  adapter: "resilientExportLedger of FirestoreExportLedger",
  open: async () => {
    const subject = await open.exportLedger();
    return {
      ...subject,
      port: resilientExportLedger(subject.port, guard()),
      peer: resilientExportLedger(subject.peer, guard()),
    };
  },
});
verify(emulator, attendanceStoreContract, {
  adapter: "resilientAttendanceStore of FirestoreAttendanceStore",
  open: async () => {
    const subject = await open.attendanceStore();
    return { ...subject, port: resilientAttendanceStore(subject.port, guard()) };
  },
});

export type { EmulatorName } from "./emulator-kind.ts";
export { type FirestoreBill, FirestoreMeter } from "./firestore-meter.ts";
export { clearFirestore, setFirestoreRules, type UsedIndex, usedIndexes } from "./firestore-store.ts";
export { type GrpcFault, GrpcFaultProxy, type GrpcMessage, type GrpcRule } from "./grpc-fault-proxy.ts";
export { freshProjectId } from "./project-id.ts";
export { NoEmulator, type RunningEmulator, startEmulator } from "./start-emulator.ts";

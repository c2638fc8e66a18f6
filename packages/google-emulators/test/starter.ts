/** Starts the Firestore emulator, says where it is and waits; killed by a test, it must take the emulator with it. */
import { startEmulator } from "../src/start-emulator.ts";

const { host } = await startEmulator("firestore");
process.stdout.write(`${host}\n`);
process.stdin.resume();

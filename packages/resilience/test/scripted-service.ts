import { type FailureCode, PortFailure, type PortFailureDetails } from "@attendance-export/core";
import { clock } from "./virtual-time.ts";

/** One request as the service meets it: how long it takes and how it ends; without `fails` it answers "done". */
export interface ScriptedRequest {
  readonly takesMs?: number;
  readonly fails?: FailureCode;
  readonly details?: PortFailureDetails;
}

/** A service that does what it is told, request by request, and remembers when each one began. */
export class ScriptedService {
  readonly beganAt: number[] = [];
  readonly #script: readonly ScriptedRequest[];

  /** After the script's end the last line of it goes on for ever. */
  constructor(...script: readonly ScriptedRequest[]) {
    this.#script = script;
  }

  get requests(): number {
    return this.beganAt.length;
  }

  readonly request = async (): Promise<string> => {
    const line = this.#script[Math.min(this.requests, this.#script.length - 1)] ?? {};
    this.beganAt.push(clock.now());
    if (line.takesMs !== undefined) await clock.sleep(line.takesMs);
    if (line.fails !== undefined)
      throw new PortFailure(line.fails, `scripted request ${this.requests}`, line.details);
    return "done";
  };
}

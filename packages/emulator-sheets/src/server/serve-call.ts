import type { Call, CallLog, CallOutcome } from "../calls/call-log.ts";
import { cannedReply } from "../faults/canned-answer.ts";
import { type Fault, faultText, type Loss } from "../faults/fault.ts";
import type { Faults } from "../faults/faults.ts";
import type { EmulatorClock } from "../time/clock.ts";
import type { ApiOperation, Handled } from "./operation.ts";
import type { Reply } from "./reply.ts";

/** What the client's connection can be given. */
export interface Connection {
  answer(reply: Reply): void;
  /** Closes the connection without an answer. */
  drop(): void;
}

export interface CallServices {
  readonly clock: EmulatorClock;
  readonly faults: Faults;
  readonly calls: CallLog;
}

const nothing: Handled = { reply: { status: 0, headers: {}, body: "" } };

/** Takes up calls of the emulated APIs one by one, and lets go wrong what is meant to go wrong. */
export class CallServer {
  readonly #services: CallServices;
  readonly #waiting = new Set<() => void>();

  constructor(services: CallServices) {
    this.#services = services;
  }

  /** Serves one call whose body is complete. */
  serve(operation: ApiOperation, body: Uint8Array, connection: Connection): void {
    const fault = this.#services.faults.next(operation);
    let durationMs = 0;
    const run = (): Handled => {
      const startedAt = performance.now();
      const handled = operation.run(body);
      durationMs = performance.now() - startedAt;
      return handled;
    };
    const record = (handled: Handled, outcome: CallOutcome): void =>
      this.#record(operation, { requestBytes: body.length, durationMs }, fault, handled, outcome);
    if (fault === undefined) {
      const handled = run();
      record(handled, "answered");
      connection.answer(handled.reply);
      return;
    }
    this.#fail(fault, connection, run, record);
  }

  /** Gives up the calls that wait for their time: nothing takes effect after the emulator has stopped. */
  close(): void {
    for (const cancel of this.#waiting) cancel();
    this.#waiting.clear();
  }

  #later(delayMs: number, task: () => void): void {
    const cancel = this.#services.clock.after(delayMs, () => {
      this.#waiting.delete(cancel);
      task();
    });
    this.#waiting.add(cancel);
  }

  #fail(
    fault: Fault,
    connection: Connection,
    run: () => Handled,
    record: (handled: Handled, outcome: CallOutcome) => void,
  ): void {
    const { faults } = this.#services;
    if (fault.do === "delay") {
      this.#later(fault.ms, () => {
        const handled = run();
        record(handled, "answered");
        connection.answer(handled.reply);
      });
      return;
    }
    if (fault.do !== "commit late") {
      const handled = fault.do === "commit" ? run() : nothing;
      record(handled, lossOutcome(fault.answer));
      lose(fault.answer, connection);
      return;
    }
    record(nothing, "held");
    const apply = (): void => record(run(), "applied late");
    if (fault.afterMs === undefined) faults.hold(apply);
    else this.#later(fault.afterMs, apply);
    lose(fault.answer, connection);
  }

  #record(
    { service, method, access, fileId }: ApiOperation,
    effort: Pick<Call, "requestBytes" | "durationMs">,
    fault: Fault | undefined,
    { reply, email, error }: Handled,
    outcome: CallOutcome,
  ): void {
    this.#services.calls.record({
      atMs: this.#services.clock.now(),
      service,
      method,
      access,
      fileId,
      email,
      outcome,
      status: reply.status,
      error,
      fault: fault === undefined ? undefined : faultText(fault),
      ...effort,
    });
  }
}

const lossOutcome = (loss: Loss): CallOutcome =>
  loss === "drop" || loss === "silence" ? "dropped" : "fault answered";

function lose(loss: Loss, connection: Connection): void {
  if (loss === "drop") connection.drop();
  // On silence the connection stays open: the client's own timeout ends it.
  else if (loss !== "silence") connection.answer(cannedReply(loss));
}

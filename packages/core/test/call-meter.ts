type Action = () => Promise<unknown> | unknown;

interface Interruption {
  readonly moment: "before" | "after";
  readonly call: string;
  readonly action: Action;
  countdown: number;
}

/** Counts the calls of ports, and lets something happen right before one of them. */
export class CallMeter {
  readonly #calls: string[] = [];
  readonly #interruptions: Interruption[] = [];

  /** The same port, metered under a name. */
  on<Port extends object>(name: string, port: Port): Port {
    return new Proxy(port, {
      get: (target, method): unknown => {
        const member: unknown = Reflect.get(target, method);
        if (typeof member !== "function") return member;
        return async (...args: unknown[]): Promise<unknown> => {
          const call = `${name}.${String(method)}`;
          this.#calls.push(call);
          await this.#meet("before", call);
          const result: unknown = await Reflect.apply(member, target, args);
          await this.#meet("after", call);
          return result;
        };
      },
    });
  }

  /** Lets the action happen right before that call, or before the one that many later. */
  rightBefore(call: string, action: Action, later = 0): void {
    this.#interruptions.push({ moment: "before", call, action, countdown: later });
  }

  /** Lets the action happen when the call is done and its caller does not know yet. */
  rightAfter(call: string, action: Action, later = 0): void {
    this.#interruptions.push({ moment: "after", call, action, countdown: later });
  }

  reset(): void {
    this.#calls.length = 0;
  }

  /** Calls by name since the last reset. */
  get counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const call of this.#calls) counts[call] = (counts[call] ?? 0) + 1;
    return counts;
  }

  /** The calls since the last reset, in order. */
  get calls(): readonly string[] {
    return this.#calls;
  }

  async #meet(moment: Interruption["moment"], call: string): Promise<void> {
    for (const one of this.#interruptions.filter((it) => it.moment === moment && it.call === call)) {
      if (one.countdown-- > 0) continue;
      // Met once: what the action itself calls is not interrupted again.
      this.#interruptions.splice(this.#interruptions.indexOf(one), 1);
      await one.action();
    }
  }
}

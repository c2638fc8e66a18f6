import { DelegateBackoff, handleAll, type IRetryBackoffContext, retry } from "cockatiel";

export interface RetryPlan {
  /** Attempts after the first one. */
  readonly retries: number;
  /** Milliseconds to wait before the n-th retry, from 0, after this failure; undefined gives up. */
  readonly waitAfter: (failure: unknown, retry: number) => number | undefined;
  /** Ends a wait at once, with the failure that was waited out. An attempt that is under way is awaited. */
  readonly interrupted: AbortSignal;
}

/** Any length will do: it is cleared when the wait ends. */
const HOLD_MS = 60_000;

/**
 * cockatiel's retry loop without its traps: it counts retries and not attempts, and never stops unless told; it sleeps on
 * through an abort and then makes one more call; and its timer keeps a process alive whose run is over.
 */
export const retrying = <Answer>(
  attempt: () => Promise<Answer>,
  { retries, waitAfter, interrupted }: RetryPlan,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const wait = new Wait(interrupted, reject);
    const backoff = new DelegateBackoff<IRetryBackoffContext<unknown>>(({ attempt: nth, result }) => {
      const failure = "error" in result ? result.error : result.value;
      const ms = waitAfter(failure, nth - 1);
      // To throw is the only way out of here; it reaches the caller as it is.
      if (ms === undefined) throw failure;
      wait.begin(failure);
      return ms;
    });
    retry(handleAll, { maxAttempts: retries, backoff })
      .dangerouslyUnref()
      .execute(() => {
        wait.end();
        return attempt();
      }, interrupted)
      .then(resolve, reject);
  });

/** One back-off as its caller sees it: it holds the process, as cockatiel's unreferenced timer does not, and can be cut short. */
class Wait {
  readonly #interrupted: AbortSignal;
  readonly #giveUp: (failure: unknown) => void;
  #hold: NodeJS.Timeout | undefined;
  #failure: unknown;
  #over = false;

  constructor(interrupted: AbortSignal, giveUp: (failure: unknown) => void) {
    this.#interrupted = interrupted;
    this.#giveUp = giveUp;
  }

  readonly #cutShort = (): void => {
    this.#over = true;
    this.#release();
    this.#giveUp(this.#failure);
  };

  begin(failure: unknown): void {
    this.#failure = failure;
    this.#hold = setInterval(() => undefined, HOLD_MS);
    this.#interrupted.addEventListener("abort", this.#cutShort);
  }

  /** Throws if the wait was cut short: cockatiel comes back all the same. */
  end(): void {
    this.#release();
    if (this.#over) throw this.#failure;
  }

  #release(): void {
    clearInterval(this.#hold);
    this.#interrupted.removeEventListener("abort", this.#cutShort);
  }
}

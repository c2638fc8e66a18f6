import {
  type DeadLetter,
  type ExportQueue,
  type ExportRequest,
  PortFailure,
  type RunId,
  type RunReport,
  type TenantId,
} from "@attendance-export/core";

/** What works on requests. */
export interface QueueWorker {
  run(request: ExportRequest, runId: RunId | undefined): Promise<RunReport>;
  /** Hears of a run that was not even a run: the store failed, or a defect of this program. */
  failed(request: ExportRequest, thrown: unknown): void;
  bury(letter: DeadLetter): Promise<void>;
}

/** A run that somebody waits for, or nothing, for the tenant is being worked on. */
export type StartedRun =
  | { readonly status: "started"; readonly report: Promise<RunReport> }
  | { readonly status: "busy" };

/**
 * The queue of one process: so many runs at a time, one a tenant, and requests of a tenant that waits already are one.
 *
 * In memory, so that a process that dies forgets it. Nothing is lost by that: the next start finds what was under way and what
 * waited, and on another host a claimed slot is due again in the store after a quarter of an hour.
 */
export class InProcessExportQueue implements ExportQueue {
  readonly #concurrency: number;
  readonly #waiting = new Map<TenantId, ExportRequest>();
  readonly #running = new Map<TenantId, Promise<unknown>>();
  #worker: QueueWorker | undefined;
  #closed = false;

  constructor({ concurrency }: { readonly concurrency: number }) {
    this.#concurrency = concurrency;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  get running(): number {
    return this.#running.size;
  }

  /** Requests that came before wait until then: the worker needs the ports, and one of those is this queue. */
  open(worker: QueueWorker): void {
    this.#worker = worker;
    this.#fill();
  }

  async ask(request: ExportRequest): Promise<void> {
    if (this.#closed)
      throw new PortFailure("queue-unavailable", "This process is stopping; the request stays in the store.");
    if (!this.#waiting.has(request.tenantId)) this.#waiting.set(request.tenantId, request);
    this.#fill();
  }

  async bury(letter: DeadLetter): Promise<void> {
    if (this.#worker === undefined)
      throw new PortFailure("queue-unavailable", "Nobody takes dead letters yet; the outbox keeps it.");
    await this.#worker.bury(letter);
  }

  /** Starts a run at once for somebody who waits for it, whatever else is running, unless this tenant is. */
  startNow(request: ExportRequest, runId: RunId): StartedRun {
    const worker = this.#worker;
    if (worker === undefined || this.#closed)
      throw new PortFailure("queue-unavailable", "This process is starting or stopping. Try again.");
    if (this.#running.has(request.tenantId)) return { status: "busy" };
    const report = worker.run(request, runId);
    this.#keep(
      request.tenantId,
      report.catch((thrown: unknown) => worker.failed(request, thrown)),
    );
    return { status: "started", report };
  }

  /** Takes nothing more and resolves once every run has ended. What waited is due again by the store. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    await Promise.all(this.#running.values());
  }

  #fill(): void {
    const worker = this.#worker;
    if (worker === undefined) return;
    for (const [tenantId, request] of this.#waiting) {
      if (this.#running.size >= this.#concurrency) return;
      // Its next run begins when the present one is over.
      if (this.#running.has(tenantId)) continue;
      this.#waiting.delete(tenantId);
      const ended = worker.run(request, undefined).catch((thrown: unknown) => worker.failed(request, thrown));
      this.#keep(tenantId, ended);
    }
  }

  #keep(tenantId: TenantId, ended: Promise<unknown>): void {
    const over = ended.then(() => {
      this.#running.delete(tenantId);
      if (!this.#closed) this.#fill();
    });
    this.#running.set(tenantId, over);
  }
}

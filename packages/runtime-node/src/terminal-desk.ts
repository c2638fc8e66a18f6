import {
  type AdminNotifier,
  type DeadLetter,
  type ExportQueue,
  failureKind,
  type LinkedSheet,
  type Notice,
  PortFailure,
  type TenantId,
} from "@attendance-export/core";

/**
 * Where notices and dead letters arrive in an installation that is run by hand: before the eyes of whoever runs it.
 * Nobody else is told; a runtime with push and e-mail does that.
 */
export class TerminalDesk implements AdminNotifier, ExportQueue {
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  async tell(tenantId: TenantId, { kind, code }: Notice, link: LinkedSheet): Promise<void> {
    const what = code === null ? "The link works again." : failureKind(code).admin;
    this.#say(`${tenantId}, notice to ${link.accountEmail} (${kind}): ${what}`);
  }

  async bury({ tenantId, code, message, attempts }: DeadLetter): Promise<void> {
    this.#say(
      `${tenantId}, given up after ${attempts} attempts: ${message} (${code}). ${failureKind(code).operator}`,
    );
  }

  /** Nobody listens here: who runs the program by hand asks for each run. */
  async ask({ tenantId }: { readonly tenantId: TenantId }): Promise<void> {
    throw new PortFailure("store-misconfigured", `There is no scheduler here that would export ${tenantId}.`);
  }
}

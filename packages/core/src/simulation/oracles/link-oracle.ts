import type { TenantId } from "../../model/ids.ts";
import type { LinkedSheet } from "../../model/linked-sheet.ts";
import type { EpochMs } from "../../model/time.ts";
import type { Process } from "../process.ts";
import type { Truth } from "../truth.ts";
import { Violation } from "../violation.ts";

/** Failures that say that the grant does not work. */
const ABOUT_THE_GRANT: readonly string[] = ["access-revoked", "access-denied", "unauthenticated"];
/** A second look and a first one, both made up by the weather, may deceive anybody. */
const DECEIVING_DENIALS = 2;

/** I7: a link is flagged for what is really wrong with it, and healed by what is really well. One notice an incident. */
export class LinkOracle {
  readonly #truth: Truth;
  readonly #seen = new Map<TenantId, LinkedSheet>();
  readonly #flaggedAt = new Map<TenantId, EpochMs>();
  #incidents = 0;

  constructor(truth: Truth) {
    this.#truth = truth;
  }

  after(process: Process | undefined): void {
    for (const tenantId of this.#truth.tenants) {
      const link = this.#truth.database.tenant(tenantId).state?.link;
      const before = this.#seen.get(tenantId);
      if (link === undefined || link === before) continue;
      this.#seen.set(tenantId, link);
      this.#countIncident(before, link);
      if (link.status === "error" && link.errorCode !== before?.errorCode) this.#checkFlag(link, process);
      if (before?.status === "error" && link.status === "active") this.#checkHealed(before, link);
    }
  }

  noticesAreFew(): void {
    const told = this.#truth.notifier.told.filter(({ notice }) => notice.kind === "link-failed");
    if (new Set(told.map(({ notice }) => notice.id)).size > this.#incidents)
      throw new Violation("more notices than incidents");
  }

  #countIncident(before: LinkedSheet | undefined, { incident, linkId }: LinkedSheet): void {
    if (incident === null || incident.openedAt === before?.incident?.openedAt) return;
    this.#incidents++;
    if (before?.incident != null && before.linkId === linkId)
      throw new Violation("an incident begins before the last one is over");
  }

  #checkFlag({ tenantId, grantVersion, errorCode }: LinkedSheet, process: Process | undefined): void {
    this.#flaggedAt.set(tenantId, this.#truth.now);
    if (errorCode === null) throw new Violation("a link in error does not say why");
    // A viewer's write is denied in truth, so that one made up is enough.
    const denials = (process?.denials ?? 0) + (this.#truth.wasViewer(tenantId) ? 1 : 0);
    const deceived = denials >= DECEIVING_DENIALS;
    const grant = { tenantId, version: grantVersion };
    if (ABOUT_THE_GRANT.includes(errorCode)) {
      if (!deceived && !this.#truth.wasWithdrawn(grant))
        throw new Violation(`I7 flagged although version ${grantVersion} of the grant always worked`);
    } else if (errorCode === "edit-denied") {
      if (!deceived && !this.#truth.wasViewer(tenantId))
        throw new Violation("I7 flagged although the account could always edit");
    } else throw new Violation(`I7 flagged for ${errorCode}, which never happened`);
  }

  /** Without a new grant, a link is well again only if the sheets have served it since it was flagged. */
  #checkHealed(before: LinkedSheet, { tenantId, linkId, grantVersion }: LinkedSheet): void {
    if (linkId !== before.linkId || grantVersion !== before.grantVersion) return;
    const served = this.#truth.lastServed({ tenantId, version: grantVersion });
    if (served === undefined || served < (this.#flaggedAt.get(tenantId) ?? 0))
      throw new Violation("I7 healed by what was before it failed");
  }
}

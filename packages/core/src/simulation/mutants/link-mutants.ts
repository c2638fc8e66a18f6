import { PortFailure } from "../../failures/port-failure.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import { type Protocol, protocol } from "../../protocol/protocol.ts";
import type { Mutant } from "../mutant.ts";
import { secretOf } from "../oracles/settled.ts";

type Flagged = ReturnType<ReturnType<Protocol["flagLink"]>>;

/** Mistakes in when a link is flagged, healed and told of. */
export const linkMutants = {
  "late-failure-flags": {
    mistake: "a failure of an old grant flags the link that was reconnected since",
    protocol: {
      flagLink: (failure) => (state) =>
        protocol.flagLink({ ...failure, grantVersion: state?.link.grantVersion ?? failure.grantVersion })(
          state,
        ),
    },
  },
  "no-second-opinion": {
    mistake: "the first denial is believed",
    ports: (ports) => ({
      ...ports,
      sink: {
        ...ports.sink,
        probe: async () => {
          throw new PortFailure("access-denied", "nobody looked");
        },
      },
    }),
  },
  "late-success-heals": {
    mistake: "a success from before a link was flagged heals it",
    protocol: {
      closeIncident: (news) => (state) =>
        withLeaseOf(state, protocol.closeIncident(news)(leasedBy(news.runId, state))),
      trustLink: (news) => (state) =>
        withLeaseOf(state, protocol.trustLink(news)(leasedBy(news.runId, state))),
    },
  },
  "notice-before-outbox": {
    mistake: "the notice is told at once and kept nowhere",
    protocol: { flagLink: (failure) => (state) => withoutOutbox(protocol.flagLink(failure)(state)) },
  },
  "crossed-off-before-told": {
    mistake: "a notice is crossed off before it is told",
    ports: (ports) => ({
      ...ports,
      notifier: {
        tell: async (tenantId, notice, link) => {
          await ports.ledger.transact(tenantId, protocol.acknowledgeNotice(notice.id, ports.clock.now()));
          await ports.notifier.tell(tenantId, notice, link);
        },
      },
    }),
  },
  "told-every-time": {
    mistake: "every failed run tells of an incident of its own",
    protocol: {
      flagLink: (failure) => (state) =>
        protocol.flagLink(failure)(
          state === undefined
            ? state
            : { ...state, link: { ...state.link, status: "active", errorCode: null, incident: null } },
        ),
    },
  },
  "viewers-go-unnoticed": {
    mistake: "a denial of writes is believed to pass while reads work",
    protocol: {
      flagLink: (failure) => (state) =>
        failure.code === "edit-denied" ? { result: state } : protocol.flagLink(failure)(state),
    },
    world: (world) => {
      for (const tenantId of world.tenants) world.makeViewer(tenantId);
    },
  },
  "secret-in-the-banner": {
    mistake: "the link keeps the refresh token it was made with",
    protocol: {
      endRun: (end) => (state) => {
        const step = protocol.endRun(end)(state);
        if (step.state === undefined) return step;
        const { link, ledger } = step.state;
        return { ...step, state: { link: { ...link, accountEmail: secretOf(link.tenantId) }, ledger } };
      },
    },
  },
} as const satisfies Record<string, Mutant>;

const leasedBy = (
  runId: NonNullable<LinkState["ledger"]["lease"]>["owner"],
  state: LinkState | undefined,
): LinkState | undefined =>
  state === undefined
    ? undefined
    : { ...state, ledger: { ...state.ledger, lease: { owner: runId, until: 0, ghosts: [] } } };

const withLeaseOf = (before: LinkState | undefined, step: Flagged): Flagged => {
  if (before === undefined || step.state === undefined) return step;
  const state = { ...step.state, ledger: { ...step.state.ledger, lease: before.ledger.lease } };
  return { ...step, state, result: state };
};

const withoutOutbox = (step: Flagged): Flagged => {
  if (step.state === undefined) return step;
  const state = { ...step.state, ledger: { ...step.state.ledger, outbox: [] } };
  return { ...step, state, result: state };
};

import { expect, it } from "vitest";
import { linkState, ME, NOW, OTHER } from "../../test/link-state.ts";
import { releaseLease } from "./release-lease.ts";

const release = releaseLease(ME, NOW);

it("lets a dead run's lease lapse at once, and keeps its name for whoever closes its history", () => {
  const before = linkState({ ledger: { lease: { owner: ME, until: NOW + 1, ghosts: [OTHER] } } });
  expect(release(before)).toStrictEqual({
    state: {
      link: before.link,
      ledger: { ...before.ledger, lease: { owner: ME, until: NOW, ghosts: [OTHER] } },
    },
    result: undefined,
  });
});

it.each([
  ["is another run's", { owner: OTHER, until: NOW + 1, ghosts: [] }],
  ["has lapsed at this very moment", { owner: ME, until: NOW, ghosts: [] }],
  ["has lapsed", { owner: ME, until: NOW - 1, ghosts: [] }],
  ["was given back", null],
])("changes nothing where the lease %s", (_why, lease) => {
  expect(release(linkState({ ledger: { lease } }))).toStrictEqual({ result: undefined });
});

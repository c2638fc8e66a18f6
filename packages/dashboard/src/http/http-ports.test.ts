import { describe, expect, it } from "vitest";
import { coreBackDoor } from "../../test/core-back-door.ts";
import { EMPTY, HttpInstallation, OWN, storageWith, TOKEN } from "../../test/http-installation.ts";
import { CallFailure } from "../port/call-failure.ts";
import type { SessionState } from "../port/session.ts";
import { nodeHome } from "./node-home.ts";

/** The page's ports on the product's own API, with a link that can be written to. */
const open = async (token: string | null = TOKEN) => {
  const installation = await HttpInstallation.open();
  await installation.link(OWN);
  const home = nodeHome({
    needsToken: true,
    demo: false,
    base: installation.url,
    storage: storageWith(token ?? undefined),
  });
  return { installation, ...home, [Symbol.asyncDispose]: () => installation.close() };
};

const failureOf = async (call: Promise<unknown>): Promise<CallFailure> => {
  const thrown = await call.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  expect(thrown).toBeInstanceOf(CallFailure);
  return thrown as CallFailure;
};

describe("the desk on the HTTP API", () => {
  it("syncs now, and tells the run", async () => {
    await using opened = await open();
    await opened.installation.approve(OWN, 3);
    const answer = await opened.desk.syncNow(OWN);
    expect(answer).toMatchObject({
      status: "over",
      run: { status: "completed", trigger: "manual", added: 3 },
    });
  });

  it("sets a schedule, and tells the link as it is then", async () => {
    await using opened = await open();
    const link = await opened.desk.configure(OWN, { frequency: { cron: "0 6 * * 1-5" }, maxRetries: 5 });
    expect(link.polling).toMatchObject({ frequency: { cron: "0 6 * * 1-5" }, maxRetries: 5, enabled: true });
    expect(link.polling.nextPollAt).toBeTypeOf("number");
  });

  it("says which part of a schedule cannot be used, and what is wanted", async () => {
    await using opened = await open();
    const failure = await failureOf(opened.desk.configure(OWN, { frequency: { cron: "* * * * *" } }));
    expect(failure).toMatchObject({ trouble: "unusable", field: "cron" });
    expect(failure.wanted).toContain("five minutes");
  });

  it("links another sheet with the present consent", async () => {
    await using opened = await open();
    const answer = await opened.desk.link(OWN, { title: "Another" });
    expect(answer).toMatchObject({ status: "linked", link: { tenant: OWN, status: "active" } });
  });

  it("asks for consent first where there is no link", async () => {
    await using opened = await open();
    const answer = await opened.desk.link(EMPTY, { title: "First" });
    expect(answer).toMatchObject({ status: "consent", url: expect.stringContaining("state=") });
  });

  it("says what is wrong with an address", async () => {
    await using opened = await open();
    const failure = await failureOf(opened.desk.link(OWN, { url: "https://example.org/no-sheet" }));
    expect(failure).toMatchObject({ trouble: "unusable", field: "url" });
  });

  it("says that the server is away, and that nothing was changed", async () => {
    await using opened = await open();
    opened.installation.cut(true);
    expect(await failureOf(opened.desk.syncNow(OWN))).toMatchObject({ trouble: "away" });
  });

  it("begins a reconnect where there is a link, and none where there is not", async () => {
    await using opened = await open();
    expect(await opened.consent.begin(OWN)).toContain("state=");
    expect(await failureOf(opened.consent.begin(EMPTY))).toMatchObject({ trouble: "missing" });
  });
});

describe("the archive on the HTTP API", () => {
  it("turns pages until the last run, each run once, newest first", async () => {
    await using opened = await open();
    const { begin, finish } = coreBackDoor(opened.installation.adapters);
    for (let index = 0; index < 120; index++) {
      await begin(OWN, `run-${String(index).padStart(3, "0")}`);
      await finish(OWN, `run-${String(index).padStart(3, "0")}`, index);
    }
    const seen: string[] = [];
    let before: string | undefined;
    for (let turns = 0; turns < 3; turns++) {
      const page = await opened.archive.page(OWN, before === undefined ? {} : { before });
      seen.push(...page.runs.map(({ id }) => id));
      before = page.next;
    }
    expect(before).toBeUndefined();
    expect(seen).toHaveLength(120);
    expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
  });

  it("finds a run, and knows none that is not there", async () => {
    await using opened = await open();
    await coreBackDoor(opened.installation.adapters).begin(OWN, "run-1");
    expect(await opened.archive.find(OWN, "run-1")).toMatchObject({ id: "run-1", status: "running" });
    expect(await opened.archive.find(OWN, "run-2")).toBeUndefined();
    expect(await opened.archive.page(OWN, { outcome: "failed" })).toEqual({ runs: [], next: undefined });
  });

  it("lists what is set aside", async () => {
    await using opened = await open();
    expect(await opened.archive.setAside(OWN)).toEqual([]);
  });
});

it("shows operators every link with its freshness", async () => {
  await using opened = await open();
  const { standings, next } = (await opened.operator?.standings()) ?? {};
  expect(standings).toMatchObject([{ link: { tenant: OWN }, freshness: "waiting" }]);
  expect(next).toBeUndefined();
});

describe("a session by token", () => {
  const statesOf = (session: Awaited<ReturnType<typeof open>>["session"]): SessionState[] => {
    const states: SessionState[] = [];
    session.watch((state) => states.push(state));
    return states;
  };

  it("asks for the token, takes the right one alone, and keeps it", async () => {
    await using opened = await open(null);
    const states = statesOf(opened.session);
    expect(states).toEqual([{ status: "asks", wants: "token" }]);
    expect(await failureOf(opened.session.signIn({ token: "wrong" }))).toMatchObject({
      trouble: "signed-out",
    });
    expect(states).toHaveLength(1);
    await opened.session.signIn({ token: TOKEN });
    expect(states.at(-1)).toMatchObject({ status: "open", visitor: { isOperator: true } });
    expect(await opened.archive.page(OWN, {})).toMatchObject({ runs: [] });
  });

  it("asks again once the server no longer takes it", async () => {
    await using opened = await open("of-yesterday");
    const states = statesOf(opened.session);
    expect(await failureOf(opened.archive.page(OWN, {}))).toMatchObject({ trouble: "signed-out" });
    expect(states.at(-1)).toMatchObject({ status: "asks", problem: "The server does not take this token." });
  });

  it("knows no accounts", async () => {
    await using opened = await open();
    expect(await failureOf(opened.session.signIn("google"))).toMatchObject({ trouble: "unusable" });
  });

  it("says that the server is away rather than that the token is wrong", async () => {
    await using opened = await open(null);
    opened.installation.cut(true);
    expect(await failureOf(opened.session.signIn({ token: TOKEN }))).toMatchObject({ trouble: "away" });
  });
});

it.each([
  ["?tenant=a&outcome=reconnected&account=me@x.example", { status: "reconnected", account: "me@x.example" }],
  [
    "?tenant=a&outcome=cannot-edit&account=b&code=access-denied",
    { status: "cannot-edit", code: "access-denied" },
  ],
  ["?tenant=a&outcome=denied", { status: "denied" }],
  ["?tenant=a", { status: "no-answer" }],
  ["?tenant=a&outcome=hacked", { status: "no-answer" }],
])("reads what the server says of a consent: %s", async (search, outcome) => {
  const { consent } = nodeHome({ needsToken: false, demo: false, storage: storageWith(undefined) });
  expect(await consent.finish(new URLSearchParams(search))).toMatchObject({ tenant: "a", outcome });
});

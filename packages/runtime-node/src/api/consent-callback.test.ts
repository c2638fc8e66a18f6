import { expect, it } from "vitest";
import { school } from "../../test/memory-installation.ts";
import { memoryService } from "../../test/memory-service.ts";

const path = `/api/v1/links/${school}/consent`;

const begun = async () => {
  const service = await memoryService();
  const answer = await service.send("POST", path, {});
  const { url } = (await answer.json()) as { url: string };
  const back = (state: string, rest: string) =>
    service.call(`/oauth/callback?state=${encodeURIComponent(state)}&${rest}`);
  return { ...service, url, state: new URL(url).searchParams.get("state") ?? "", back };
};

it("sends the browser to Google with a state that names its tenant", async () => {
  const { state } = await begun();
  expect(state).toMatch(new RegExp(`^${school}~[\\w]{40,}$`));
});

it("refuses an answer that came before, in words", async () => {
  const { state, back } = await begun();
  const denied = await back(state, "error=access_denied");
  expect(denied.status).toBe(400);
  expect(denied.headers.get("content-type")).toContain("text/html");
  expect(denied.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await denied.text()).toContain("You did not give consent");
  expect(await (await back(state, "code=x")).text()).toContain("was used before");
});

it("refuses another tenant's state, and states that nobody made", async () => {
  const { state, back, installation } = await begun();
  const before = await installation.links.load(school);
  expect(await (await back(state.replace(school, "other"), "code=x")).text()).toContain("somebody else");
  for (const made of ["", "~", "x", `${school}~`, `${school}~guess`])
    expect(await (await back(made, "code=x")).text()).toContain("never asked for");
  expect(await installation.links.load(school)).toEqual(before);
});

it("asks for consent only where there is a link", async () => {
  const { send } = await memoryService();
  expect((await send("POST", "/api/v1/links/nobody/consent", {})).status).toBe(404);
});

it("wants the token for the question and none for the answer", async () => {
  const { send, call } = await memoryService({ token: "t" });
  expect((await send("POST", path, {})).status).toBe(401);
  expect((await call("/oauth/callback?state=x&code=y")).status).toBe(400);
});

it("leads back to the dashboard where there is one, which is told what came of it", async () => {
  const { send, call, consent, installation } = await memoryService({ hasPage: true });
  const url = async () => ((await (await send("POST", path, {})).json()) as { url: string }).url;
  const back = async (state: string, rest: string) => {
    const answer = await call(`/oauth/callback?state=${encodeURIComponent(state)}&${rest}`);
    expect(answer.status).toBe(303);
    return answer.headers.get("location");
  };
  const asked = await url();
  const { code } = consent.answer(asked, { accountEmail: "office+1@school.example" });
  const state = new URL(asked).searchParams.get("state") ?? "";
  expect(await back(state, `code=${code}`)).toBe(
    `/reconnected?tenant=${school}&outcome=reconnected&account=office%2B1%40school.example`,
  );
  expect((await installation.links.load(school))?.link.accountEmail).toBe("office+1@school.example");
  expect(await back(state, `code=${code}`)).toBe(`/reconnected?tenant=${school}&outcome=state-unknown`);
  expect(await back("guess", "code=x")).toBe("/reconnected?outcome=state-unknown");
  expect(await back("../x~y", "code=x")).toBe("/reconnected?outcome=state-unknown");
  const denied = new URL(await url()).searchParams.get("state") ?? "";
  expect(await back(denied, "error=access_denied")).toBe(`/reconnected?tenant=${school}&outcome=denied`);
});

import { freshProjectId } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { deleteApp, initializeApp } from "firebase/app";
import { connectAuthEmulator, getAuth } from "firebase/auth";
import { expect, onTestFinished } from "vitest";
import { CallFailure } from "../port/call-failure.ts";
import type { SessionState } from "../port/session.ts";
import { FirebaseSession } from "./firebase-session.ts";

const { host, describe, it } = await testEmulator("auth");
const PASSWORD = "correct horse battery staple";

/** Makes users as the product's server does, by the emulator's own door. */
const makeUser = async (projectId: string, email: string, claims: object): Promise<void> => {
  const ask = async (path: string, body: object): Promise<void> => {
    const response = await fetch(
      `http://${host}/identitytoolkit.googleapis.com/v1/projects/${projectId}/${path}`,
      {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer owner" },
        body: JSON.stringify(body),
      },
    );
    expect(response.status, await response.text()).toBe(200);
  };
  await ask("accounts", { localId: email, email, password: PASSWORD });
  await ask("accounts:update", { localId: email, customAttributes: JSON.stringify(claims) });
};

const open = async () => {
  const projectId = freshProjectId();
  await makeUser(projectId, "office@school.example", { role: "admin", tenantId: "tenant-1" });
  await makeUser(projectId, "teacher@school.example", { role: "member", tenantId: "tenant-1" });
  await makeUser(projectId, "lost@school.example", { role: "admin" });
  // To the emulator a key is the project's own name.
  const app = initializeApp({ projectId, apiKey: projectId }, projectId);
  onTestFinished(() => deleteApp(app));
  const auth = getAuth(app);
  connectAuthEmulator(auth, `http://${host}`, { disableWarnings: true });
  const session = new FirebaseSession(auth);
  const states: SessionState[] = [];
  let wake = (): void => undefined;
  session.watch((state) => {
    states.push(state);
    wake();
  });
  /** Resolves with the next state of this kind. */
  const until = async (status: SessionState["status"]): Promise<SessionState> => {
    for (;;) {
      const found = states.find((state) => state.status === status);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { session, states, until };
};

describe("a session of Firebase Auth", () => {
  it("checks first, then asks for an account", async () => {
    const { states, until } = await open();
    expect(states[0]).toEqual({ status: "checking" });
    expect(await until("asks")).toEqual({ status: "asks", wants: "account" });
  });

  it("opens for an admin, with the tenant of the claims", async () => {
    const { session, until } = await open();
    await session.signIn({ email: "office@school.example", password: PASSWORD });
    expect(await until("open")).toEqual({
      status: "open",
      visitor: { name: "office@school.example", tenant: "tenant-1", isOperator: false },
    });
  });

  it("opens neither for a member nor for an admin of no tenant", async () => {
    for (const email of ["teacher@school.example", "lost@school.example"]) {
      const { session, until } = await open();
      await session.signIn({ email, password: PASSWORD });
      expect(await until("no-admin")).toEqual({ status: "no-admin", name: email });
    }
  });

  it("says of a wrong password and of an unknown address the same", async () => {
    const { session, states, until } = await open();
    await until("asks");
    for (const email of ["office@school.example", "nobody@school.example"]) {
      const refusal = await session.signIn({ email, password: "wrong" }).catch((thrown: unknown) => thrown);
      expect(refusal).toBeInstanceOf(CallFailure);
      expect(refusal).toMatchObject({
        trouble: "signed-out",
        message: "The e-mail address or the password is wrong.",
      });
    }
    expect(states.some(({ status }) => status === "open")).toBe(false);
  });

  it("ends when the admin signs out", async () => {
    const { session, states, until } = await open();
    await session.signIn({ email: "office@school.example", password: PASSWORD });
    await until("open");
    states.length = 0;
    await session.signOut();
    expect(await until("asks")).toEqual({ status: "asks", wants: "account" });
  });
});

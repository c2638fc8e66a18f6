import { FirebaseError } from "firebase/app";
import {
  type Auth,
  GoogleAuthProvider,
  onIdTokenChanged,
  signInWithEmailAndPassword,
  signInWithPopup,
  signOut,
  type User,
} from "firebase/auth";
import { CallFailure } from "../port/call-failure.ts";
import type { Credentials, Session, SessionState } from "../port/session.ts";

/** The visitor by Firebase Auth; whose admin it is, the claims say that the server gave. */
export class FirebaseSession implements Session {
  readonly #auth: Auth;

  constructor(auth: Auth) {
    this.#auth = auth;
  }

  watch(listener: (state: SessionState) => void): () => void {
    let latest = 0;
    listener({ status: "checking" });
    return onIdTokenChanged(this.#auth, (user) => {
      latest += 1;
      const mine = latest;
      // Reading the claims takes a moment, in which somebody else may have signed in.
      void stateOf(user).then((state) => {
        if (mine === latest) listener(state);
      });
    });
  }

  async signIn(credentials: Credentials): Promise<void> {
    try {
      if (credentials === "google") await signInWithPopup(this.#auth, new GoogleAuthProvider());
      else if ("email" in credentials)
        await signInWithEmailAndPassword(this.#auth, credentials.email, credentials.password);
      else throw new CallFailure("unusable", "Sign in with your account here.");
    } catch (cause) {
      throw cause instanceof CallFailure ? cause : refusal(cause);
    }
  }

  signOut(): Promise<void> {
    return signOut(this.#auth);
  }
}

const stateOf = async (user: User | null): Promise<SessionState> => {
  if (user === null) return { status: "asks", wants: "account" };
  const name = user.email ?? user.displayName ?? "this account";
  const { claims } = await user.getIdTokenResult();
  if (claims.role !== "admin" || typeof claims.tenantId !== "string") return { status: "no-admin", name };
  return { status: "open", visitor: { name, tenant: claims.tenantId, isOperator: false } };
};

const WRONG = "The e-mail address or the password is wrong.";

/** Which of both is wrong, nobody is told: that would tell strangers who has an account. */
const refusals: Readonly<Record<string, string>> = {
  "auth/invalid-credential": WRONG,
  "auth/wrong-password": WRONG,
  "auth/user-not-found": WRONG,
  "auth/invalid-email": WRONG,
  "auth/user-disabled": "This account is switched off. Ask your administrator.",
  "auth/too-many-requests": "Too many attempts. Wait a few minutes and try again.",
  "auth/popup-closed-by-user": "Google's window was closed before you signed in.",
  "auth/cancelled-popup-request": "Google's window was closed before you signed in.",
  "auth/popup-blocked":
    "The browser did not open Google's window. Allow pop-ups for this page and try again.",
};

const refusal = (cause: unknown): CallFailure => {
  const code = cause instanceof FirebaseError ? cause.code : "";
  const known = refusals[code];
  if (known !== undefined) return new CallFailure("signed-out", known, { code, cause });
  return new CallFailure("away", "Signing in did not work. Look at your connection and try again.", {
    cause,
  });
};

import type { ReactElement } from "react";
import { Field } from "../../ui/field.tsx";
import { submitted } from "../../ui/submitted.ts";
import { EntryFrame } from "./entry-frame.tsx";
import { useSignIn } from "./use-sign-in.ts";

/** Asks an admin to sign in. */
export const SignInPage = (): ReactElement => {
  const { signIn, isAsking, problem } = useSignIn();
  return (
    <EntryFrame title="Sign in" lead={<p>With the account that you use as an admin of your organisation.</p>}>
      <form
        className="form"
        onSubmit={submitted((form) =>
          signIn({ email: String(form.get("email")).trim(), password: String(form.get("password")) }),
        )}
      >
        <Field label="E-mail" name="email" type="email" autoComplete="username" required />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          problem={problem}
        />
        <button type="submit" className="button button-main" disabled={isAsking}>
          {isAsking ? "Signing in…" : "Sign in"}
        </button>
      </form>
      <p className="or">or</p>
      <button
        type="button"
        className="button button-wide"
        disabled={isAsking}
        onClick={() => signIn("google")}
      >
        Sign in with Google
      </button>
    </EntryFrame>
  );
};

import type { ReactElement } from "react";
import { Field } from "../../ui/field.tsx";
import { submitted } from "../../ui/submitted.ts";
import { EntryFrame } from "./entry-frame.tsx";
import { useSignIn } from "./use-sign-in.ts";

/** Asks for the installation's token, once a tab. */
export const TokenPage = ({ problem: before }: { readonly problem: string | undefined }): ReactElement => {
  const { signIn, isAsking, problem = before } = useSignIn();
  return (
    <EntryFrame
      title="Show your token"
      lead={<p>This installation asks for its token. It stays in this tab.</p>}
    >
      <form
        className="form"
        onSubmit={submitted((form) => signIn({ token: String(form.get("token")).trim() }))}
      >
        <Field
          label="Token"
          name="token"
          type="password"
          autoComplete="current-password"
          required
          spellCheck={false}
          problem={problem}
        />
        <button type="submit" className="button button-main" disabled={isAsking}>
          {isAsking ? "Asking…" : "Open"}
        </button>
      </form>
    </EntryFrame>
  );
};

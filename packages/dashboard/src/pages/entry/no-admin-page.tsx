import type { ReactElement } from "react";
import { useHome } from "../../state/home-context.tsx";
import { EntryFrame } from "./entry-frame.tsx";

/** For somebody who has an account, but is no admin. */
export const NoAdminPage = ({ name }: { readonly name: string }): ReactElement => {
  const { session } = useHome();
  return (
    <EntryFrame
      title="You are no admin"
      lead={
        <p>
          You are signed in as <strong>{name}</strong>, which is no admin of an organisation. Only admins see
          the export. If you should be one, ask the person who looks after your accounts.
        </p>
      }
    >
      <button type="button" className="button" onClick={() => void session.signOut()}>
        Sign in with another account
      </button>
    </EntryFrame>
  );
};

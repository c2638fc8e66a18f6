import type { ReactElement } from "react";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";

/** Stands where the page could not even learn where it lives. */
export const NoServerPage = ({ sentence }: { readonly sentence: string }): ReactElement => (
  <main className="entry">
    <Page title="No connection">
      <Notice icon="cloud" title="The page could not be opened">
        <p>{sentence}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Try again
        </button>
      </Notice>
    </Page>
  </main>
);

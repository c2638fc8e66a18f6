import { Component, type ReactNode } from "react";
import { Notice } from "./notice.tsx";

interface StumbleProps {
  readonly children: ReactNode;
}

/** Stands in for a page that a mistake of this program has stopped: an empty window would tell nobody anything. */
export class Stumble extends Component<StumbleProps, { readonly hasStumbled: boolean }> {
  override state = { hasStumbled: false };

  static getDerivedStateFromError(): { readonly hasStumbled: boolean } {
    return { hasStumbled: true };
  }

  override render(): ReactNode {
    if (!this.state.hasStumbled) return this.props.children;
    return (
      <div role="alert">
        <Notice icon="alert" title="This page could not be shown">
          <p>The export itself goes on. Load the page again; if that does not help, tell whoever runs it.</p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Load again
          </button>
        </Notice>
      </div>
    );
  }
}

import type { AnchorHTMLAttributes, MouseEvent, ReactElement } from "react";
import { goTo } from "./use-address.ts";

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
}

/** A link within this site: a real one, that the browser can open elsewhere, but a plain click loads nothing anew. */
export const Anchor = ({ href, onClick, ...rest }: AnchorProps): ReactElement => {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || !isPlain) return;
    event.preventDefault();
    goTo(href);
    scrollTo({ top: 0 });
  };
  return <a href={href} onClick={follow} {...rest} />;
};

import type { ReactElement } from "react";
import type { Badge } from "../model/badge.ts";

/** The one word for how a link does; its colour says nothing more. */
export const StatusBadge = ({ badge }: { readonly badge: Badge }): ReactElement => (
  <span className={`badge badge-${badge.toLowerCase()}`}>
    <span className="badge-dot" aria-hidden="true" />
    {badge}
  </span>
);

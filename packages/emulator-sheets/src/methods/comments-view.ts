import { notEmulated } from "../server/api-error.ts";

/** There are no comments here, so every way of asking for none is answered, and asking for them is not. */
export function checkCommentsView(mode: unknown): void {
  if (mode === "COMMENTS_VIEW_MODE_INCLUDED") throw notEmulated("Showing comments");
}

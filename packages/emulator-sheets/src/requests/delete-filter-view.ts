import { invalidArgument } from "../server/api-error.ts";
import { requestKind } from "./request-kind.ts";

/** Forgets a filter view. */
export const deleteFilterView = requestKind<{ readonly filterId?: number }>(
  "deleteFilterView",
  ({ filterId = 0 }, { draft }) => {
    const sheet = draft.sheets.find(({ filterViews }) =>
      filterViews.some((view) => view.filterViewId === filterId),
    );
    if (sheet === undefined) throw invalidArgument(`No filter view with id: ${filterId}`);
    sheet.filterViews = sheet.filterViews.filter((view) => view.filterViewId !== filterId);
  },
);

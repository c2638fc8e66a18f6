import { openSource } from "../src/import/source-file.ts";
import { describePlace, type SourceItem } from "../src/import/source-row.ts";
import { temporaryFile } from "./temporary-folder.ts";

/** Everything a file holds. Rows are shown with their place, so that a test can compare them whole. */
export const readSource = async (
  name: string,
  content: string | Buffer,
): Promise<{
  readonly columns: readonly string[];
  readonly rows: unknown[];
  readonly problems: string[];
}> => {
  const source = await openSource(temporaryFile(name, content));
  const items: SourceItem[] = [];
  for await (const item of source.items) items.push(item);
  return {
    columns: source.columns,
    rows: items.flatMap((item) =>
      item.kind === "row" ? [[describePlace(item.place), ...item.cells.values()]] : [],
    ),
    problems: items.flatMap((item) =>
      item.kind === "problem" ? [`${describePlace(item.place)}: ${item.message}`] : [],
    ),
  };
};

import type { Query, QueryDocumentSnapshot } from "firebase-admin/firestore";

/** A round that finds nothing it wants should not have been a read of one document. */
const LEAST_READ = 100;

/** How a page is read of which Firestore's indexes cannot tell what belongs on it. */
export interface PageReading<Item> {
  /** Everything that may belong, in order, from where the page begins. */
  readonly from: Query;
  readonly limit: number;
  /** The document as an item, or undefined where it does not belong. */
  readonly itemIn: (document: QueryDocumentSnapshot) => Item | undefined;
}

/** Reads on until the page is full or there is nothing more. Reads what does not belong too, and pays for it. */
export const filledPage = async <Item>({
  from,
  limit,
  itemIn,
}: PageReading<Item>): Promise<readonly Item[]> => {
  const items: Item[] = [];
  const size = Math.max(limit, LEAST_READ);
  for (let page = (await from.limit(size).get()).docs; ; ) {
    for (const document of page) {
      const item = itemIn(document);
      if (item !== undefined) items.push(item);
      if (items.length === limit) return items;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < size) return items;
    page = (await from.startAfter(last).limit(size).get()).docs;
  }
};

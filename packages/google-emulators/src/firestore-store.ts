const storeOf = (host: string, projectId: string): string =>
  `http://${host}/emulator/v1/projects/${projectId}`;

/** Forgets all documents of the project. */
export const clearFirestore = async (host: string, projectId: string): Promise<void> => {
  const response = await fetch(`${storeOf(host, projectId)}/databases/(default)/documents`, {
    method: "DELETE",
  });
  await response.arrayBuffer();
  if (!response.ok)
    throw new Error(`the Firestore emulator would not clear ${projectId}: ${response.status}`);
};

/** One composite index that a query of the project used, as the emulator reports it. */
export interface UsedIndex {
  /** The collection's id. */
  readonly collection: string;
  readonly scope: "COLLECTION" | "COLLECTION_GROUP";
  /** `field ASCENDING`, in the order of the index, without the closing `__name__`. */
  readonly fields: readonly string[];
}

interface IndexReport {
  readonly reports?: readonly {
    readonly index: {
      readonly name: string;
      readonly queryScope: UsedIndex["scope"];
      readonly fields: readonly { readonly fieldPath: string; readonly order?: string }[];
    };
  }[];
}

/** The emulator needs no index to be declared, but tells which ones production would have needed. */
export const usedIndexes = async (host: string, projectId: string): Promise<readonly UsedIndex[]> => {
  const database = `projects/${projectId}/databases/(default)`;
  const response = await fetch(
    `${storeOf(host, projectId)}:indexUsage?database=${encodeURIComponent(database)}`,
  );
  if (!response.ok) throw new Error(`the Firestore emulator tells no index usage: ${response.status}`);
  const { reports = [] } = (await response.json()) as IndexReport;
  return reports.map(({ index }) => ({
    collection: index.name.split("/").at(-3) ?? "",
    scope: index.queryScope,
    fields: index.fields
      .filter(({ fieldPath }) => fieldPath !== "__name__")
      .map(({ fieldPath, order }) => `${fieldPath} ${order ?? ""}`.trim()),
  }));
};

/** From now on browsers see of the project what these rules allow; without rules they see everything. */
export const setFirestoreRules = async (host: string, projectId: string, rules: string): Promise<void> => {
  const response = await fetch(`${storeOf(host, projectId)}:securityRules`, {
    method: "PUT",
    body: JSON.stringify({ rules: { files: [{ name: "firestore.rules", content: rules }] } }),
  });
  // A mistake in the rules is answered with 200 as well.
  const { issues } = (await response.json()) as { readonly issues?: readonly unknown[] };
  if (!response.ok || issues !== undefined)
    throw new Error(`the Firestore emulator would not take the rules: ${JSON.stringify(issues)}`);
};

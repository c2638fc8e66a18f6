import { type RecordDraft, tenantId } from "@attendance-export/core";
import { importPlan } from "../src/import/import-plan.ts";
import { ImportRecords, type ImportSummary } from "../src/import/import-records.ts";
import { type MappingInput, mappingSchema } from "../src/import/mapping.ts";
import { openSource } from "../src/import/source-file.ts";
import { describePlace } from "../src/import/source-row.ts";
import { temporaryFile } from "./temporary-folder.ts";

export interface Imported {
  readonly drafts: readonly RecordDraft[];
  readonly problems: readonly string[];
  readonly summary: ImportSummary;
}

/** Imports a file into a list, by a mapping as people write it. */
export const importFile = async (file: string, input: MappingInput): Promise<Imported> => {
  const mapping = mappingSchema.parse(input);
  const source = await openSource(file, mapping.file);
  const drafts: RecordDraft[] = [];
  const problems: string[] = [];
  const importing = new ImportRecords({
    put: async (_, batch) => {
      drafts.push(...batch);
      return { added: batch.length, changed: 0, unchanged: 0 };
    },
  });
  const summary = await importing.execute({
    tenantId: tenantId("a-school"),
    items: source.items,
    plan: importPlan(mapping, source.columns),
    onProblem: (place, message) => problems.push(`${describePlace(place)}: ${message}`),
    onProgress: (records) => {
      if (records !== drafts.length) throw new Error(`${records} reported, ${drafts.length} kept`);
    },
  });
  return { drafts, problems, summary };
};

export const importText = (csv: string, input: MappingInput): Promise<Imported> =>
  importFile(temporaryFile("source.csv", csv), input);

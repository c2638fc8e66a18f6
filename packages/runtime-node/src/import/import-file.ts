import type { AttendanceRegister, TenantId, TimeZone } from "@attendance-export/core";
import { importPlan } from "./import-plan.ts";
import { ImportRecords, type ImportSummary } from "./import-records.ts";
import type { Mapping } from "./mapping.ts";
import { readMapping } from "./mapping-file.ts";
import { recognisedMapping } from "./recognised-columns.ts";
import { openSource } from "./source-file.ts";
import type { Place } from "./source-row.ts";

export interface ImportFileRequest {
  readonly file: string;
  /** Without one the columns are recognised by their usual names. */
  readonly mappingFile?: string | undefined;
  /** For a file without a mapping. */
  readonly timeZone?: TimeZone | undefined;
  readonly tenantId: TenantId;
  readonly register: Pick<AttendanceRegister, "put">;
  readonly onProblem: (place: Place, message: string) => void;
  /** How many records are in the store, and which share of the file is read, from 0 to 1. */
  readonly onProgress: (records: number, share: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface ImportedFile {
  readonly summary: ImportSummary;
  /** As the mapping says; undefined where neither it nor the caller said anything. */
  readonly timeZone: string | undefined;
  /** What nobody said and was decided all the same, a sentence each. */
  readonly assumed: readonly string[];
  /** The free fields in the mapping's order: the columns that a sheet of these records will want. */
  readonly fields: readonly string[];
}

/** Imports one file from its first byte to its last. Rejects with a `UserError` where the file or its mapping is unfit. */
export const importFile = async (request: ImportFileRequest): Promise<ImportedFile> => {
  const { file, mappingFile, tenantId, register, onProblem, onProgress, signal } = request;
  const written = mappingFile === undefined ? undefined : await readMapping(mappingFile);
  const source = await openSource(file, written?.file);
  const mapping: Mapping = written ?? recognisedMapping(file, source.columns, request.timeZone);
  const plan = importPlan(mapping, source.columns);
  const summary = await new ImportRecords(register).execute({
    tenantId,
    items: source.items,
    plan,
    onProblem,
    onProgress: (records) => onProgress(records, Math.min(1, source.bytesRead() / source.sizeBytes)),
    signal,
  });
  const timeZone = mapping.timeZone ?? request.timeZone;
  return { summary, timeZone, assumed: assumptions(mapping), fields: Object.keys(mapping.fields) };
};

const assumptions = ({ times, timeZone, approval }: Mapping): readonly string[] => [
  ...(times !== undefined && timeZone === undefined
    ? ["times without an offset are taken as UTC; a timeZone in the mapping would say otherwise"]
    : []),
  ...(approval.status === undefined
    ? ["every record counts as approved; an approval.status in the mapping would say otherwise"]
    : []),
];

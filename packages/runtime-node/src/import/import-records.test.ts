import { tenantId } from "@attendance-export/core";
import { MemoryAttendanceRegister, MemoryDatabase } from "@attendance-export/core/memory";
import { expect, it } from "vitest";
import { temporaryFile } from "../../test/temporary-folder.ts";
import { importPlan } from "./import-plan.ts";
import { ImportRecords, type ImportSummary } from "./import-records.ts";
import { mappingSchema } from "./mapping.ts";
import { openSource } from "./source-file.ts";

const tenant = tenantId("a-school");
const mapping = mappingSchema.parse({
  id: "id",
  member: { id: "who" },
  session: { name: "what" },
  date: "day",
});

const rows = (count: number, who = "1"): string =>
  `id,who,what,day\n${Array.from({ length: count }, (_, index) => `R${index},${who},Math,2024-01-01\n`).join("")}`;

const importing = () => {
  const register = new MemoryAttendanceRegister(new MemoryDatabase());
  const execute = async (csv: string, signal?: AbortSignal, stop?: () => void): Promise<ImportSummary> => {
    const source = await openSource(temporaryFile("a.csv", csv));
    return new ImportRecords(register).execute({
      tenantId: tenant,
      items: source.items,
      plan: importPlan(mapping, source.columns),
      onProblem: () => undefined,
      onProgress: () => stop?.(),
      signal,
    });
  };
  return { register, execute };
};

it("adds records once, and tells those that changed", async () => {
  const { register, execute } = importing();
  expect(await execute(rows(2_500))).toMatchObject({ added: 2_500, changed: 0, unchanged: 0 });
  expect(await execute(rows(2_500))).toMatchObject({ added: 0, changed: 0, unchanged: 2_500 });
  expect(await execute(rows(10, "2"))).toMatchObject({ added: 0, changed: 10, unchanged: 0 });
  expect(await register.tally(tenant)).toMatchObject({ records: 2_500, approved: 2_500, backlog: 2_500 });
});

it("stops between two rows when told, keeps what it read, and goes on when it is repeated", async () => {
  const { register, execute } = importing();
  const abort = new AbortController();
  const first = await execute(rows(5_000), abort.signal, () => abort.abort());
  expect(first).toMatchObject({ added: 1_000, stopped: true });
  expect(await register.tally(tenant)).toMatchObject({ records: 1_000 });
  expect(await execute(rows(5_000))).toMatchObject({ added: 4_000, unchanged: 1_000, stopped: false });
});

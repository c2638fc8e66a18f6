import { describe, expect, it } from "vitest";
import { commandLine } from "../../../test/command-line.ts";
import { temporaryFile, temporaryFolder } from "../../../test/temporary-folder.ts";

const file = () => temporaryFile("a.csv", "id,member,session,date,check-in\nR1,M1,Math,2024-03-01,09:00\n");

const importing = async (...more: readonly string[]): Promise<string> => {
  const { out } = await commandLine()(
    ...["import", file(), "--tenant", "school", "--data", temporaryFolder(), ...more],
  );
  return out;
};

describe("an import", () => {
  it("says what it assumed about the file", async () => {
    expect(await importing()).toBe(
      "1 record: 1 new, 0 changed, 0 as before\n" +
        "times without an offset are taken as UTC; a timeZone in the mapping would say otherwise\n" +
        "every record counts as approved; an approval.status in the mapping would say otherwise\n",
    );
  });

  it("assumes nothing that the mapping says", async () => {
    const mapping = {
      timeZone: "UTC",
      id: "id",
      member: { id: "member" },
      session: { name: "session" },
      date: "date",
      times: { checkIn: "check-in", format: "HH:mm" },
      approval: { status: { text: "approved" } },
    };
    expect(await importing("--mapping", temporaryFile("m.json", JSON.stringify(mapping)))).toBe(
      "1 record: 1 new, 0 changed, 0 as before\n",
    );
  });
});

import { afterEach, expect, it } from "vitest";
import { closeTestBenches, openTestBench } from "../../test/test-bench.ts";

afterEach(closeTestBenches);

it("keeps the name of an account that is added again, unless another is given, and heals the rest", async () => {
  const { accounts } = (await openTestBench()).emulator;
  accounts.register("bob@example.com", "Bob Builder");
  accounts.change("bob@example.com", { isDeleted: true });
  accounts.add({ email: "bob@example.com" });
  expect(accounts.find("bob@example.com")).toMatchObject({ name: "Bob Builder", isDeleted: false });
  accounts.add({ email: "bob@example.com", name: "Robert" });
  expect(accounts.find("bob@example.com")?.name).toBe("Robert");
});

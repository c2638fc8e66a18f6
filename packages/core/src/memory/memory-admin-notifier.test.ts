import { expect, it } from "vitest";
import { noticeOf, stateOf } from "../contract/store/link-fixtures.ts";
import { tenant1, tenant10 } from "../contract/store/near-misses.ts";
import { MemoryAdminNotifier } from "./memory-admin-notifier.ts";

const { link } = stateOf(tenant1);

it("remembers what each tenant was told, in order, repeats included", async () => {
  const notifier = new MemoryAdminNotifier();
  await notifier.tell(tenant1, noticeOf("a"), link);
  await notifier.tell(tenant10, noticeOf("b"), link);
  await notifier.tell(tenant1, noticeOf("a"), link);
  expect(notifier.told.map(({ tenantId, notice }) => `${tenantId} ${notice.id}`)).toEqual([
    "tenant-1 a",
    "tenant-10 b",
    "tenant-1 a",
  ]);
});

it("tells nobody while it is in trouble", async () => {
  const notifier = new MemoryAdminNotifier();
  notifier.trouble = "notice-undelivered";
  await expect(notifier.tell(tenant1, noticeOf("a"), link)).rejects.toMatchObject({
    code: "notice-undelivered",
  });
  notifier.trouble = undefined;
  await notifier.tell(tenant1, noticeOf("b"), link);
  expect(notifier.told.map(({ notice }) => notice.id)).toEqual(["b"]);
});

import { adminNotifierContract, openMemoryAdminNotifier, verify } from "@attendance-export/core/contract";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { guardedRun } from "../test/guarded-run.ts";
import { resilientAdminNotifier } from "./resilient-admin-notifier.ts";

describe("the notifier, guarded as in production", () => {
  beforeEach(() => {
    vi.useFakeTimers().setTimerTickMode("nextTimerAsync");
  });
  afterEach(() => vi.useRealTimers());

  verify({ describe, it }, adminNotifierContract, {
    adapter: "resilientAdminNotifier",
    open: async () => {
      const subject = await openMemoryAdminNotifier();
      return { ...subject, port: resilientAdminNotifier(subject.port, guardedRun()) };
    },
  });
});

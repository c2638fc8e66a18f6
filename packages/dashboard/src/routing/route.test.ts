import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { path, routeAt } from "./route.ts";

describe("an address", () => {
  it.each([
    ["/", { page: "home" }],
    ["/integrations-overview", { page: "all-links" }],
    ["/integrations-overview/", { page: "all-links" }],
    ["/settings", { page: "my-settings" }],
    ["/reconnected", { page: "consented" }],
    ["/oauth/callback", { page: "consented" }],
    ["/tenants/a", { page: "overview", tenant: "a" }],
    ["/tenants/a/", { page: "overview", tenant: "a" }],
    ["/tenants/a/history", { page: "history", tenant: "a" }],
    ["/tenants/a/history/r1", { page: "run", tenant: "a", run: "r1" }],
    ["/tenants/a/set-aside", { page: "set-aside", tenant: "a" }],
  ])("%s leads to its page", (address, route) => {
    expect(routeAt(address)).toEqual(route);
  });

  it.each([
    "/tenants",
    "/tenants/",
    "/tenants/a/x",
    "/tenants/a/settings/x",
    "/tenants/a/history/r/x",
    "/x",
    "/__proto__",
    "/constructor",
  ])("%s leads nowhere", (address) => {
    expect(routeAt(address)).toEqual({ page: "nowhere" });
  });

  it("of any tenant and run comes back as it was", () => {
    const name = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => !/^\.{1,2}$/.test(text));
    fc.assert(
      fc.property(name, name, (tenant, run) => {
        const { pathname } = new URL(path.run(tenant, run), "http://localhost");
        expect(routeAt(pathname)).toEqual({ page: "run", tenant, run });
      }),
    );
  });

  it("with half an encoding is taken as it is", () => {
    expect(routeAt("/tenants/%E0%A4%A")).toEqual({ page: "overview", tenant: "%E0%A4%A" });
  });
});

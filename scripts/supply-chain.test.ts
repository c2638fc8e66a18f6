import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const settings = read("pnpm-workspace.yaml").split("\n");

/** The indented lines below a key of pnpm-workspace.yaml, without comments. */
const section = (key: string): string[] => {
  const lines = settings.slice(settings.indexOf(`${key}:`) + 1);
  const end = lines.findIndex((line) => /^\S/.test(line));
  return lines
    .slice(0, end === -1 ? lines.length : end)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
};

describe("the supply chain", () => {
  it.each([
    ["no version younger than three days is installed", "minimumReleaseAge: 4320"],
    ["a younger one is refused, not written down as an exception", "minimumReleaseAgeStrict: true"],
    ["no dependency of a dependency comes from git or a bare address", "blockExoticSubdeps: true"],
    ["no package loses the proof of where it was built", "trustPolicy: no-downgrade"],
    ["a package that wants to run a script and may not fails the install", "strictDepBuilds: true"],
    ["nothing runs on dependencies that differ from the lock file", "verifyDepsBeforeRun: error"],
    ["every third-party version comes from the catalog", "catalogMode: strict"],
  ])("keeps its rule that %s", (_rule, line) => {
    expect(settings).toContain(line);
  });

  it("judges packages by the Node that the project runs on, not by the system's", () => {
    const [node] = settings.filter((line) => line.startsWith("  node: "));
    expect(settings).toContain(`nodeVersion: ${node?.slice("  node: ".length)}`);
  });

  it("lets no package run a script at install but node", () => {
    expect(section("allowBuilds").filter((line) => !line.endsWith(": false"))).toEqual(["node: true"]);
  });

  it("makes no exception from the age and the trust of a version", () => {
    expect(settings.filter((line) => /^(minimumReleaseAgeExclude|trustPolicyExclude)/.test(line))).toEqual(
      [],
    );
  });

  it("names every version of the catalog exactly", () => {
    const ranges = section("catalog").filter((line) => !/: (npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(line));
    expect(ranges).toEqual([]);
  });

  it("gives the root and the core nothing to depend on at run time", () => {
    for (const path of ["package.json", "packages/core/package.json"]) {
      const { dependencies = {} } = JSON.parse(read(path)) as { dependencies?: object };
      expect({ path, dependencies }).toEqual({ path, dependencies: {} });
    }
  });
});

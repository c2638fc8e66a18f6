import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlantedTree } from "./planted-tree.ts";

const reporter = new URL("closing-reporter.ts", import.meta.url).href;
const config = `
  import { ClosingReporter } from ${JSON.stringify(reporter)};
  export default { test: { include: ["**/*.planted.ts"], reporters: [new ClosingReporter()] } };
`;
const globals = (body: string): string =>
  `import { beforeAll, describe, expect, it } from "vitest";\n${body}`;

describe("the end of a test run", () => {
  const tree = new PlantedTree();
  const close = (files: Readonly<Record<string, string>>): string[] => {
    tree.plant(files);
    const printed = tree.run("vitest/vitest.mjs", "run", ...Object.keys(files));
    return printed.trimEnd().split("\n");
  };
  beforeAll(() => {
    tree.link("node_modules", new URL("../node_modules", import.meta.url).pathname);
    tree.plant({ "vitest.config.mjs": config });
  });
  afterAll(() => tree.remove());

  it("counts what passed, failed and was skipped in one last plain line", () => {
    const lines = close({
      "mixed.planted.ts": globals(`
        it("adds", () => expect(1 + 1).toBe(2));
        it("fails", () => expect(1).toBe(2));
        it.skip("waits", () => {});
        it.todo("comes later");
      `),
    });
    expect(lines.at(-1)).toBe("1 passed, 1 failed, 2 skipped");
  });

  it("gives the reason of what was skipped, once for all who share it", () => {
    const lines = close({
      "skips.planted.ts": globals(`
        for (const name of ["first", "second"]) it(name, ({ skip }) => skip("no shared data here"));
        it.skip("third", () => {});
      `),
    });
    expect(lines.slice(-3)).toEqual([
      "skipped (no shared data here): skips.planted.ts > first and 1 more",
      "skipped (no reason given): skips.planted.ts > third",
      "0 passed, 0 failed, 3 skipped",
    ]);
  });

  it("counts a file that does not load as a failure", () => {
    const lines = close({ "broken.planted.ts": 'throw new Error("does not load");' });
    expect(lines.at(-1)).toBe("0 passed, 1 failed, 0 skipped");
  });

  it("counts a hook that failed as a failure, and its tests as skipped for that", () => {
    const lines = close({
      "hook.planted.ts": globals(`
        describe("a service", () => {
          beforeAll(() => { throw new Error("did not start"); });
          it("answers", () => {});
        });
      `),
    });
    expect(lines.slice(-2)).toEqual([
      "skipped (its set-up failed): hook.planted.ts > a service > answers",
      "0 passed, 1 failed, 1 skipped",
    ]);
  });

  it("counts an error outside any test as a failure", () => {
    const lines = close({
      "stray.planted.ts": globals(`
        it("forgets a promise", () => { Promise.reject(new Error("nobody waits")); });
      `),
    });
    expect(lines.at(-1)).toBe("1 passed, 1 failed, 0 skipped");
  });
});

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("the README's first block runs as it stands, and shows what it says", async () => {
  const code = /```js\n(.*?)```/s.exec(readme)?.[1] ?? "";
  const args = ["--input-type=module", "--eval", code];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: packageFolder });
  expect(stdout).toBe('503 so it is sent again\n[["Ada","09:00"],["Ada","09:00"]]\n');
});

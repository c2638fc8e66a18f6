import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * A folder of its own, laid out like this workspace, in which a fence can be violated on purpose.
 *
 * It is removed by `remove`, and never touches the workspace's own files.
 */
export class PlantedTree {
  readonly folder = mkdtempSync(join(tmpdir(), "attendance-export-planted-"));

  /** Copies a file of the workspace to the same place in the tree. */
  copy(...paths: readonly string[]): void {
    for (const path of paths) cpSync(join(root, path), join(this.folder, path), { recursive: true });
  }

  /** Writes a file, with the folders that it needs. */
  plant(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  /** Makes `from` a link to the folder `to`, as pnpm links the packages of a workspace. */
  link(from: string, to: string): void {
    mkdirSync(join(this.folder, dirname(from)), { recursive: true });
    symlinkSync(resolve(this.folder, to), join(this.folder, from), "dir");
  }

  /** Runs one of the workspace's tools in the tree and answers what it printed. */
  run(tool: string, ...args: readonly string[]): string {
    const options = { cwd: this.folder, encoding: "utf8", input: "" } as const;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, "node_modules", tool), ...args],
      options,
    );
    return `${stdout}${stderr}`;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

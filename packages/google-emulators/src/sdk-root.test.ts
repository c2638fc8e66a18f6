import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findSdkRoot } from "./sdk-root.ts";

describe("the folder of the Google Cloud SDK", () => {
  let folder: string;
  let sdk: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "sdk-root-")));
    sdk = join(folder, "google-cloud-sdk");
    mkdirSync(join(sdk, "platform"), { recursive: true });
    mkdirSync(join(sdk, "bin"));
    mkdirSync(join(folder, "bin"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const program = (path: string, script: string): void => {
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  };

  it("is the one that the environment names", async () => {
    expect(await findSdkRoot({ CLOUDSDK_ROOT_DIR: sdk, PATH: "" })).toBe(sdk);
  });

  it("is the one around the gcloud on PATH, through any links", async () => {
    program(join(sdk, "bin/gcloud"), "exit 1");
    symlinkSync(join(sdk, "bin/gcloud"), join(folder, "bin/gcloud"));
    const PATH = `${join(folder, "none")}:${join(folder, "bin")}`;
    expect(await findSdkRoot({ PATH })).toBe(sdk);
    expect(await findSdkRoot({ CLOUDSDK_ROOT_DIR: join(folder, "moved"), PATH })).toBe(sdk);
  });

  it("is the one that a gcloud elsewhere tells", async () => {
    program(join(folder, "bin/gcloud"), `echo "${sdk}"`);
    expect(await findSdkRoot({ PATH: join(folder, "bin") })).toBe(sdk);
  });

  it("is nowhere without a gcloud", async () => {
    expect(await findSdkRoot({ PATH: join(folder, "bin") })).toBeUndefined();
    expect(await findSdkRoot({})).toBeUndefined();
  });
});

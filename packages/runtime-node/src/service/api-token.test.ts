import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { dataFolder } from "../data-folder.ts";
import { API_TOKEN_VARIABLE, apiToken } from "./api-token.ts";

it("makes a token on first use, for its owner alone, and keeps it", () => {
  const data = dataFolder(temporaryFolder());
  const token = apiToken({}, data);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(statSync(join(data.path, "api-token")).mode & 0o777).toBe(0o600);
  expect(apiToken({}, data)).toBe(token);
  expect(apiToken({}, dataFolder(temporaryFolder()))).not.toBe(token);
});

it("takes the one it is given", () => {
  expect(apiToken({ [API_TOKEN_VARIABLE]: "given" }, dataFolder(temporaryFolder()))).toBe("given");
});

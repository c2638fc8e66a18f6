import { existsSync, readFileSync } from "node:fs";
import * as nodeModule from "node:module";

const folder = new URL("./browser/", import.meta.url);

/** Takes the types out. Node warns that the function may still change; who looks at a page has no use for that. */
function withoutTypes(text: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return nodeModule.stripTypeScriptTypes(text, { mode: "strip" });
  } finally {
    process.emitWarning = emitWarning;
  }
}

/**
 * The text of one of the modules in `browser/`, as a browser can run it; undefined when there is none of that name.
 *
 * In the published package they are JavaScript already. Where the sources run as they are, Node takes the types out, the same
 * way in which it runs the emulator itself.
 */
export function browserModule(name: string): string | undefined {
  if (!/^[a-z-]+\.(?:ts|js)$/.test(name)) return undefined;
  const file = new URL(name, folder);
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  return name.endsWith(".ts") ? withoutTypes(text) : text;
}

/** The address of a browser module, with the ending that it has here. */
export const moduleName = (name: string): string =>
  `browser/${name}${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`;

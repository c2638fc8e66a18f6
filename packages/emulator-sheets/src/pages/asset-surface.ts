import type { Surface } from "../server/operation.ts";
import { baseStyle } from "./base-style.ts";
import { browserModule } from "./browser-module.ts";
import { consentStyle } from "./consent-style.ts";
import { gridStyle } from "./grid-style.ts";
import { homeStyle } from "./home-style.ts";
import { sheetStyle } from "./sheet-style.ts";

const styles: Readonly<Record<string, string>> = {
  "base.css": baseStyle,
  "consent.css": consentStyle,
  "grid.css": gridStyle,
  "home.css": homeStyle,
  "sheet.css": sheetStyle,
};

interface Asset {
  readonly type: string;
  readonly text: string;
}

function assetOf(parts: readonly string[]): Asset | undefined {
  const [name = "", leaf, ...more] = parts;
  if (more.length > 0) return undefined;
  if (leaf === undefined) {
    const text = Object.hasOwn(styles, name) ? styles[name] : undefined;
    return text === undefined ? undefined : { type: "text/css; charset=UTF-8", text };
  }
  const text = name === "browser" ? browserModule(leaf) : undefined;
  return text === undefined ? undefined : { type: "text/javascript; charset=UTF-8", text };
}

/** `/_emulator/assets/…`: the styles and scripts of the emulator's own pages. */
export const assetSurface: Surface = ({ httpMethod, segments }) => {
  const [own, assets, ...parts] = segments;
  if (httpMethod !== "GET" || own !== "_emulator" || assets !== "assets") return undefined;
  return {
    kind: "plain",
    run() {
      const asset = assetOf(parts);
      const { type, text } = asset ?? {
        type: "text/plain; charset=UTF-8",
        text: "There is no such asset.\n",
      };
      const headers = {
        "content-type": type,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
      };
      return { status: asset === undefined ? 404 : 200, headers, body: text };
    },
  };
};

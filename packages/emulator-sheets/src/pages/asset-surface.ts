import type { Surface } from "../server/operation.ts";
import { baseStyle } from "./base-style.ts";
import { consentStyle } from "./consent-style.ts";

const styles: Readonly<Record<string, string>> = {
  "base.css": baseStyle,
  "consent.css": consentStyle,
};

const contentType = (name: string): string =>
  name.endsWith(".css") ? "text/css; charset=UTF-8" : "text/javascript; charset=UTF-8";

/** `/_emulator/assets/{name}`: the styles and scripts of the emulator's own pages. */
export const assetSurface: Surface = ({ httpMethod, segments }) => {
  const [own, assets, name = "", ...more] = segments;
  if (httpMethod !== "GET" || own !== "_emulator" || assets !== "assets" || more.length > 0) return undefined;
  const body = Object.hasOwn(styles, name) ? styles[name] : undefined;
  if (body === undefined) return undefined;
  const headers = {
    "content-type": contentType(name),
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
  };
  return { kind: "plain", run: () => ({ status: 200, headers, body }) };
};

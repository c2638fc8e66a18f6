import type { Surface } from "../server/operation.ts";
import { jsonReply, type Reply } from "../server/reply.ts";
import { homePage } from "./home-page.ts";
import { callViews, readEndpoint } from "./page-endpoints.ts";
import type { PageServices } from "./page-services.ts";
import { missingSheetPage, sheetPage } from "./sheet-page.ts";

function sheetReply(id: string, { files }: PageServices): Reply {
  const file = files.find(id);
  return file?.current === undefined ? missingSheetPage() : sheetPage(file);
}

/** The emulator's own pages: `/` with the files, one for every spreadsheet, and what their scripts ask for. */
export const pageSurface =
  (services: PageServices): Surface =>
  ({ httpMethod, segments, query }) => {
    if (httpMethod !== "GET") return undefined;
    const [first = "", second, third = "", fourth, ...more] = segments;
    if (first === "" && second === undefined) return { kind: "plain", run: () => homePage(services) };
    if (first === "spreadsheets" && second === "d" && third !== "" && more.length === 0) {
      return { kind: "plain", run: () => sheetReply(third, services) };
    }
    if (first !== "_emulator" || more.length > 0) return undefined;
    if (second === "calls")
      return { kind: "plain", run: () => jsonReply(200, callViews(services, query), false) };
    if (second !== "spreadsheets" || third === "") return undefined;
    return { kind: "plain", run: () => readEndpoint(third, fourth, query, services) };
  };

import { fileName, type StoredFile } from "../files/file.ts";
import { invalidValue, notEmulatedByDrive } from "./drive-error.ts";
import { fileListShape, selectFields } from "./drive-fields.ts";
import { type DriveCall, type DriveMethod, metadataScopes, reachesAll } from "./drive-method.ts";
import { fileResource } from "./resources.ts";
import { parseSearch } from "./search.ts";

type Order = (one: StoredFile, other: StoredFile) => number;

const byName = new Intl.Collator("en", { numeric: false });
const byNaturalName = new Intl.Collator("en", { numeric: true });
const isFolder = ({ mimeType }: StoredFile): boolean => mimeType === "application/vnd.google-apps.folder";

/** The latest change first, which is also what comes without `orderBy`. */
const byRecency: Order = (one, other) => other.modifiedMs - one.modifiedMs;

const orders: Readonly<Record<string, Order>> = {
  createdTime: (one, other) => one.createdMs - other.createdMs,
  modifiedTime: (one, other) => one.modifiedMs - other.modifiedMs,
  name: (one, other) => byName.compare(fileName(one), fileName(other)),
  name_natural: (one, other) => byNaturalName.compare(fileName(one), fileName(other)),
  folder: (one, other) => Number(isFolder(other)) - Number(isFolder(one)),
  recency: byRecency,
};
const unemulatedOrders = new Set([
  "modifiedByMeTime",
  "quotaBytesUsed",
  "sharedWithMeTime",
  "starred",
  "viewedByMeTime",
]);

function orderOf(text: string): Order {
  const parts = text.split(",").map((part) => {
    const [key = "", direction, ...rest] = part.trim().split(/\s+/);
    if (unemulatedOrders.has(key)) throw notEmulatedByDrive(`The order ${key}`);
    const order = orders[key];
    const isReadable = (direction === undefined || direction === "desc") && rest.length === 0;
    if (order === undefined || !isReadable) throw invalidValue("orderBy");
    return direction === "desc" ? (one: StoredFile, other: StoredFile) => order(other, one) : order;
  });
  return (one, other) => parts.reduce((sign, order) => sign || order(one, other), 0);
}

/** How many files a page may hold, and where this one starts. A page token is the place where the next page starts. */
function pageOf(query: URLSearchParams): { from: number; size: number } {
  const size = Number(query.get("pageSize") || 100);
  if (!Number.isInteger(size) || size < 1 || size > 1_000) throw invalidValue("pageSize");
  const token = query.get("pageToken") || "0";
  const from = token === "0" ? 0 : Number(/^~!!~(\d+)$/.exec(token)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) throw invalidValue("pageToken");
  return { from, size };
}

function checkPlaces(query: URLSearchParams): void {
  if (![null, "", "user", "allDrives"].includes(query.get("corpora"))) {
    throw notEmulatedByDrive(`The parameter corpora=${query.get("corpora")}`);
  }
  if (![null, "", "drive"].includes(query.get("spaces"))) {
    throw notEmulatedByDrive(`The parameter spaces=${query.get("spaces")}`);
  }
  if (query.get("driveId") || query.get("teamDriveId")) throw notEmulatedByDrive("A shared drive");
}

function matching({ services, caller, query }: DriveCall): StoredFile[] {
  const search = parseSearch(query.get("q") ?? "", caller.email);
  const seesAll = reachesAll(caller);
  return services.files.list().filter((file) => {
    // What is merely open to everybody with the link is not found by searching.
    const isNamed = file.permissions.some(({ emailAddress }) => emailAddress === caller.email);
    return isNamed && (seesAll || file.projects.includes(caller.projectNumber)) && search(file);
  });
}

/** The files that the caller has a part in, those in the bin included unless `q` says otherwise. */
export const listFiles: DriveMethod = {
  id: "files.list",
  access: "read",
  scopes: metadataScopes,
  run(call) {
    const { query, viewer } = call;
    checkPlaces(query);
    const { from, size } = pageOf(query);
    const order = query.get("orderBy") ? orderOf(query.get("orderBy") ?? "") : byRecency;
    const files = matching(call).toSorted(order);
    const page = files.slice(from, from + size).map((file) => fileResource(viewer, file));
    const end = from + size;
    const list = {
      kind: "drive#fileList",
      ...(end < files.length ? { nextPageToken: `~!!~${end}` } : {}),
      incompleteSearch: false,
      files: page,
    };
    const defaults = "kind,nextPageToken,incompleteSearch,files(kind,id,name,mimeType)";
    return selectFields(list, query.get("fields"), fileListShape, defaults);
  },
};

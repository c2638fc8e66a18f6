import { fieldsRequired } from "./drive-error.ts";
import { aboutShape, selectFields } from "./drive-fields.ts";
import { type DriveMethod, metadataScopes } from "./drive-method.ts";
import { userResource } from "./resources.ts";

/** What an account without a paid plan has: 15 GiB. */
const storageBytes = 16_106_127_360n;

/** Who calls, and how much room they have. */
export const getAbout: DriveMethod = {
  id: "about.get",
  access: "read",
  scopes: metadataScopes,
  run({ viewer, caller, services, query }) {
    const wanted = query.get("fields");
    if (!wanted) throw fieldsRequired();
    const isFull = services.accounts.find(caller.email)?.isStorageFull === true;
    const used = String(isFull ? storageBytes : 0n);
    const about = {
      kind: "drive#about",
      user: userResource(viewer, caller.email),
      storageQuota: { limit: String(storageBytes), usage: used, usageInDrive: used, usageInDriveTrash: "0" },
    };
    return selectFields(about, wanted, aboutShape, "");
  },
};

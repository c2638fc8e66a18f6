import { fileName } from "../files/file.ts";
import { checkStorage, fileReply } from "./create-file.ts";
import { notEmulatedByDrive } from "./drive-error.ts";
import { changeScopes, type DriveMethod, fileOf } from "./drive-method.ts";
import { readFileBody } from "./file-body.ts";

/** A file of one's own with the content of another: a spreadsheet with its tabs, its protections and its developer metadata. */
export const copyFile: DriveMethod = {
  id: "files.copy",
  access: "write",
  scopes: changeScopes,
  run(call) {
    const { caller, services } = call;
    const source = fileOf(call);
    const { name = `Copy of ${fileName(source)}`, mimeType = source.mimeType } = readFileBody(call);
    if (mimeType !== source.mimeType)
      throw notEmulatedByDrive(`Conversion from ${source.mimeType} to ${mimeType}`);
    checkStorage(call);
    const content = source.current?.spreadsheet;
    const copy = services.files.create({
      owner: caller.email,
      project: caller.projectNumber,
      name,
      mimeType,
      ...(content === undefined
        ? {}
        : { spreadsheet: { ...content, properties: { ...content.properties, title: name } } }),
    });
    return fileReply(call, copy);
  },
};

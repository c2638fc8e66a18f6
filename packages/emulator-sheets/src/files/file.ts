import type { Spreadsheet } from "../spreadsheet/spreadsheet.ts";

export const spreadsheetMimeType = "application/vnd.google-apps.spreadsheet";

export type Role = "owner" | "writer" | "commenter" | "reader";

/** Who may do what with a file. */
export interface Permission {
  readonly id: string;
  readonly type: "user" | "anyone";
  readonly emailAddress?: string;
  readonly role: Role;
}

/** A spreadsheet as it was after one change. */
export interface Version {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly spreadsheet: Spreadsheet;
}

/** A file of the emulated Drive. `current` is missing for files that are no spreadsheets. */
export interface StoredFile {
  readonly id: string;
  readonly mimeType: string;
  /** The name of a file that is no spreadsheet; a spreadsheet's name is its title. */
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly trashed: boolean;
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** Cloud projects whose app created the file or had it picked: what the scope `drive.file` reaches. */
  readonly projects: readonly string[];
  readonly current?: Version;
}

/** The title of a spreadsheet, the name of anything else. */
export const fileName = (file: StoredFile): string => file.current?.spreadsheet.properties.title ?? file.name;

const ranks: Readonly<Record<Role, number>> = { reader: 1, commenter: 2, writer: 3, owner: 4 };

/** What a person may do with a file; undefined when it is not shared with them. */
export function roleOf(file: StoredFile, email: string): Role | undefined {
  const roles = file.permissions
    .filter((permission) => permission.type === "anyone" || permission.emailAddress === email)
    .map((permission) => permission.role);
  return roles.toSorted((one, other) => ranks[other] - ranks[one])[0];
}

export const mayWrite = (role: Role | undefined): boolean => role === "owner" || role === "writer";

export const ownerOf = (file: StoredFile): string =>
  file.permissions.find((permission) => permission.role === "owner")?.emailAddress ?? "";

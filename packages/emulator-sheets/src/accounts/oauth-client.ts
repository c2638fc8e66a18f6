/** An OAuth client of a Cloud project, as it is made in Google's console. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly projectNumber: string;
  readonly isDeleted: boolean;
  /** Whether the Sheets API is switched on in the project. */
  readonly isSheetsEnabled: boolean;
}

export const scopes = {
  spreadsheets: "https://www.googleapis.com/auth/spreadsheets",
  spreadsheetsReadonly: "https://www.googleapis.com/auth/spreadsheets.readonly",
  drive: "https://www.googleapis.com/auth/drive",
  driveReadonly: "https://www.googleapis.com/auth/drive.readonly",
  driveFile: "https://www.googleapis.com/auth/drive.file",
  email: "https://www.googleapis.com/auth/userinfo.email",
} as const;

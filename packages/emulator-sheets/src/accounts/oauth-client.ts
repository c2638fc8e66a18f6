/** An OAuth client of a Cloud project, as it is made in Google's console. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly projectNumber: string;
  /** What the consent page calls the app. */
  readonly appName: string;
  /** Where answers may be sent; compared character by character, as Google does. */
  readonly redirectUris: readonly string[];
  /** A consent screen for external users in "testing": refresh tokens die after seven days. */
  readonly isTesting: boolean;
  readonly isDeleted: boolean;
  /** Whether the Sheets API is switched on in the project. */
  readonly isSheetsEnabled: boolean;
  /** Whether the Drive API is switched on in the project. */
  readonly isDriveEnabled: boolean;
}

/** What can be said of a new client; the rest is drawn. */
export interface NewClient {
  /** A new number makes another Cloud project. */
  readonly projectNumber: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly appName?: string;
  readonly redirectUris?: readonly string[];
  readonly isTesting?: boolean;
}

export const scopes = {
  spreadsheets: "https://www.googleapis.com/auth/spreadsheets",
  spreadsheetsReadonly: "https://www.googleapis.com/auth/spreadsheets.readonly",
  drive: "https://www.googleapis.com/auth/drive",
  driveReadonly: "https://www.googleapis.com/auth/drive.readonly",
  driveFile: "https://www.googleapis.com/auth/drive.file",
  driveMetadata: "https://www.googleapis.com/auth/drive.metadata",
  driveMetadataReadonly: "https://www.googleapis.com/auth/drive.metadata.readonly",
  openid: "openid",
  email: "https://www.googleapis.com/auth/userinfo.email",
  profile: "https://www.googleapis.com/auth/userinfo.profile",
} as const;

import { defaultTemplate, type SpreadsheetId, type TenantId, type TimeZone } from "@attendance-export/core";
import { sheetUrl } from "@attendance-export/http-api";
import { compose } from "../../composition.ts";
import { dataFolder } from "../../data-folder.ts";
import { fieldsInUse } from "../../fields-in-use.ts";
import { googleSettings, variables } from "../../google-settings.ts";
import { UserError } from "../../user-error.ts";
import { type CommandContext, type CommonOptions, writeJson } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";

export interface LinkOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly account: string;
  readonly spreadsheet?: SpreadsheetId;
  readonly title?: string;
  readonly tab: string;
  readonly timeZone: TimeZone;
  readonly field?: readonly string[];
}

/** Links a tenant to a spreadsheet, one that is there or a new one. An older link of the tenant ends with it. */
export const linkCommand = async (options: LinkOptions, context: CommandContext): Promise<number> => {
  const google = googleSettings(context.environment);
  const refreshToken = await readRefreshToken(context.environment);
  using installation = await compose({ data: dataFolder(options.data), google });
  const { tenant, account, spreadsheet, title, tab, timeZone } = options;
  const fields = options.field ?? (await fieldsInUse(installation.attendance, tenant));
  const { link } = await installation.linkSheet().execute({
    tenantId: tenant,
    spreadsheet:
      spreadsheet === undefined ? { title: title ?? `Attendance of ${tenant}` } : { id: spreadsheet },
    tabTitle: tab,
    accountEmail: account,
    refreshToken,
    timeZone,
    template: defaultTemplate(fields),
  });
  const url = sheetUrl(link.sheet, google.emulatorUrl);
  if (options.json) writeJson(context, { tenant, sheet: url, ...link.sheet, fields });
  else context.out.line(`${context.out.style("bold", tenant)} is linked to ${url}`);
  return exitCode.ok;
};

/** From the environment or from a pipe, never from an argument: those are in every process list. */
const readRefreshToken = async (environment: NodeJS.ProcessEnv): Promise<string> => {
  const given = environment[variables.refreshToken];
  if (given) return given.trim();
  if (process.stdin.isTTY === true)
    throw new UserError(
      "There is no refresh token.",
      `Set ${variables.refreshToken}, or pipe it in: echo "$TOKEN" | attendance-export link …`,
    );
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  if (text.trim() === "")
    throw new UserError("The refresh token on the standard input is empty.", "Pipe the token in.");
  return text.trim();
};

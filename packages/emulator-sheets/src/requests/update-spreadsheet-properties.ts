import { maskOf, parseFieldMask } from "../schema/field-mask.ts";
import { invalidArgument, notEmulated } from "../server/api-error.ts";
import { isTimeZone } from "../values/serial-date.ts";
import { maskRequired } from "./mask-required.ts";
import { requestKind } from "./request-kind.ts";

interface UpdateSpreadsheetProperties {
  readonly properties?: {
    readonly title?: string;
    readonly locale?: string;
    readonly timeZone?: string;
    readonly autoRecalc?: string;
  };
  readonly fields?: string;
}

const names = ["title", "locale", "timeZone", "autoRecalc"] as const;

/** Changes title, locale, zone or recalculation. Theme, default format and iteration are not emulated. */
export const updateSpreadsheetProperties = requestKind<UpdateSpreadsheetProperties>(
  "updateSpreadsheetProperties",
  ({ properties: written = {}, fields }, { draft }) => {
    const mask = parseFieldMask(maskRequired(fields), "SpreadsheetProperties");
    if (mask !== "*") {
      const other = [...mask.keys()].find((name) => !(names as readonly string[]).includes(name));
      if (other !== undefined) throw notEmulated(`Writing SpreadsheetProperties.${other}`);
    }
    const changes: Partial<Record<(typeof names)[number], string>> = {};
    for (const name of names) {
      const value = written[name];
      if (maskOf(mask, name) === undefined || (mask === "*" && value === undefined)) continue;
      if (value === undefined || value === "") throw invalidArgument(`properties.${name} must not be empty.`);
      changes[name] = value;
    }
    if (changes.timeZone !== undefined && !isTimeZone(changes.timeZone)) {
      throw invalidArgument(`Invalid time zone: ${changes.timeZone}`);
    }
    if (changes.locale !== undefined && !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(changes.locale)) {
      throw invalidArgument(`Unsupported locale: ${changes.locale}`);
    }
    draft.properties = { ...draft.properties, ...changes };
  },
);

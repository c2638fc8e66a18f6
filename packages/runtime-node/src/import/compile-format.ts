import { UserError } from "../user-error.ts";
import { type DateFormat, dateFormat } from "./date-format.ts";

/** Compiles a format of the mapping file, or says which of its letters mean nothing. */
export const compileFormat = (format: string, setting: string): DateFormat => {
  const compiled = dateFormat(format);
  if ("parse" in compiled) return compiled.parse;
  throw new UserError(
    `The mapping's ${setting} holds ${JSON.stringify(compiled.unknown)}, which is not a part of a date.`,
    `The parts are ${compiled.known.join(" ")}; other letters stand in single quotes.`,
  );
};

import { invalidArgument } from "../server/api-error.ts";

/** The `fields` of a request that must say what it changes. */
export function maskRequired(fields: string | undefined): string {
  if (fields !== undefined && fields.trim() !== "") return fields;
  throw invalidArgument("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
}

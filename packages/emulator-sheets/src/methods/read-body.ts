import { checkMessage } from "../schema/check-message.ts";
import { badRequest, invalidArgument, notEmulated } from "../server/api-error.ts";
import type { SheetsMethod } from "./sheets-method.ts";

const decoder = new TextDecoder();

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = /end of/i.test(error.message) ? "Unexpected end of string." : "Unexpected token.";
    throw invalidArgument(`Invalid JSON payload received. ${reason}\n${text.slice(0, 60)}\n^`);
  }
}

/**
 * Maps the body onto the method's message.
 *
 * @throws ApiError for malformed JSON, unknown fields and wrong types in Google's words; by name for what is not emulated
 */
export function readBody(body: Uint8Array, method: SheetsMethod): Readonly<Record<string, unknown>> {
  const text = decoder.decode(body);
  if (method.body === undefined || text.trim() === "") return {};
  const { value, findings } = checkMessage(method.body.message, parse(text), method.body.path);
  if (findings.violations.length > 0) throw badRequest(findings.violations);
  if (findings.unemulated.length > 0) throw notEmulated(`The field ${findings.unemulated[0]}`);
  return value;
}

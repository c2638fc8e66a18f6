import { type Exchange, headerOf } from "../server/exchange.ts";
import type { Surface } from "../server/operation.ts";
import { jsonReply, type Reply } from "../server/reply.ts";
import { type ControlledPart, controlled, controlPath } from "./controlled.ts";

type Controllable = { readonly [Part in ControlledPart]: object };

const decoder = new TextDecoder();

/** Calls a method of one of our own objects by its name; the name is on the list. */
function invoke(part: object, name: string, args: readonly unknown[]): unknown {
  const method = (part as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>)[name];
  return method?.apply(part, [...args]);
}

function run(part: object, name: string, body: Uint8Array): Reply {
  try {
    const args: unknown = JSON.parse(decoder.decode(body));
    if (!Array.isArray(args)) throw new Error("the body must be a list of arguments");
    return jsonReply(200, { result: invoke(part, name, args) });
  } catch (error) {
    // Whatever the action refuses, the caller in the other process is to read why.
    return jsonReply(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

/** A page in some browser must not be able to switch faults: only JSON is taken, which it may not send elsewhere unasked. */
const isJson = (exchange: Exchange): boolean =>
  headerOf(exchange, "content-type")?.startsWith("application/json") === true;

/** `POST /emulator/control/{part}/{method}` with a JSON list of arguments: the switches, for other processes and languages. */
export const controlSurface =
  (parts: Controllable): Surface =>
  (exchange) => {
    const [emulator, control, partName = "", name = ""] = exchange.segments;
    if (`/${emulator}/${control}` !== controlPath) return undefined;
    return {
      kind: "plain",
      run(body) {
        const names: readonly string[] = Object.hasOwn(controlled, partName)
          ? controlled[partName as ControlledPart]
          : [];
        if (exchange.httpMethod !== "POST" || !names.includes(name)) {
          return jsonReply(404, { error: `there is no ${exchange.httpMethod} ${exchange.path}` });
        }
        if (!isJson(exchange)) return jsonReply(415, { error: "the body must be application/json" });
        return run(parts[partName as ControlledPart], name, body);
      },
    };
  };

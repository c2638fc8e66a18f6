import type { Exchange } from "./exchange.ts";
import type { Reply } from "./reply.ts";

/** What is known of a call once it has been taken up: for the log. */
export interface Handled {
  readonly reply: Reply;
  readonly email?: string | undefined;
  readonly error?: string | undefined;
}

/** A call of an emulated API: logged, and met by faults. */
export interface ApiOperation {
  readonly kind: "api";
  readonly service: "sheets" | "drive" | "oauth";
  readonly method: string;
  readonly access: "read" | "write";
  readonly fileId: string | undefined;
  /**
   * Does it, from the check of the token to the reply, and never throws for a mistake of the caller.
   *
   * It runs to its end without a pause, so calls take effect one after another.
   */
  run(body: Uint8Array): Handled;
}

/** Anything else that is served: pages, the control API. */
interface PlainOperation {
  readonly kind: "plain";
  run(body: Uint8Array): Reply | Promise<Reply>;
}

export type Operation = ApiOperation | PlainOperation;

/** One part of the server: says what a request means, or that it is none of its business. */
export type Surface = (exchange: Exchange) => Operation | undefined;

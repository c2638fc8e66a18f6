import { InvalidInput } from "@attendance-export/core";
import type { z } from "zod";

/** A message as the adapter sends it. */
export interface OutgoingMessage {
  readonly data: Buffer;
  readonly attributes: Readonly<Record<string, string>>;
  readonly orderingKey: string;
}

/** A message as Pub/Sub delivers it, by push, by pull or through a function's trigger. */
export interface DeliveredMessage {
  /** base64 */
  readonly data: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageId: string;
  /** ISO 8601 */
  readonly publishTime: string;
}

/** The message's JSON in the schema's words. Fields that the schema does not know are passed over: a newer sender wrote them. */
export const parsed = <Value>(schema: z.ZodType<Value>, { data, messageId }: DeliveredMessage): Value => {
  const result = schema.safeParse(jsonIn(data));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = [`message ${messageId}`, ...(issue?.path ?? [])].join(".");
  throw new InvalidInput(place, `(${data.length} characters)`, issue?.message ?? "as it should be");
};

/** `undefined` where there is no JSON. The text itself goes nowhere: nobody knows what stands in it. */
const jsonIn = (data: string): unknown => {
  try {
    return JSON.parse(Buffer.from(data, "base64").toString("utf8"));
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
};

/** One of the core's parsers as a step of a schema. */
export const readAs =
  <Value>(parse: (text: string) => Value) =>
  (text: string, context: z.core.$RefinementCtx<string>): Value => {
    try {
      return parse(text);
    } catch (refusal) {
      if (!(refusal instanceof InvalidInput)) throw refusal;
      context.addIssue(refusal.wanted);
      // The issue above makes the schema refuse; nobody reads this value.
      return undefined as never;
    }
  };

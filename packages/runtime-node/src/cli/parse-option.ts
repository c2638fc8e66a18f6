import { InvalidInput } from "@attendance-export/core";
import { InvalidArgumentError } from "commander";

/** Makes an option's parser of one of the core's, so that both say the same about the same mistake. */
export const parsed =
  <Value>(parse: (text: string) => Value) =>
  (text: string): Value => {
    try {
      return parse(text);
    } catch (cause) {
      if (!(cause instanceof InvalidInput)) throw cause;
      throw new InvalidArgumentError(`It must be ${cause.wanted}.`);
    }
  };

/** A whole number within limits. */
export const wholeNumber =
  (low: number, high: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < low || number > high)
      throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
    return number;
  };

/** Collects an option that may stand several times. */
export const each = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

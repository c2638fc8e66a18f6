import { InvalidArgumentError } from "commander";

/** An option's parser: a whole number within limits. */
export const wholeNumber =
  (low: number, high: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < low || number > high)
      throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
    return number;
  };

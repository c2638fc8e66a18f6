/** Google's limit (sheets/FACTS.md §5). */
const MAX_TITLE_LENGTH = 100;
/** More tabs than a spreadsheet can hold in practice; a limit for the loop, not a number anybody meets. */
const MAX_TRIES = 10_000;

/** The title itself, or with the first free number behind it, as Google numbers copies; never over 100 characters. */
export const freeTitle = (wanted: string, taken: readonly string[]): string => {
  // Whether case counts is not written anywhere; a number too many costs nothing.
  const used = new Set(taken.map((title) => title.toLowerCase()));
  for (let number = 1; number <= MAX_TRIES; number++) {
    const suffix = number === 1 ? "" : ` (${number})`;
    const title = shortened(wanted, MAX_TITLE_LENGTH - suffix.length) + suffix;
    if (!used.has(title.toLowerCase())) return title;
  }
  throw new RangeError(`more than ${MAX_TRIES} tabs are called like ${wanted}`);
};

/** Cuts whole characters: half of an emoji is no text that Google takes. */
const shortened = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const end = text.charCodeAt(length - 1);
  const cutsPair = end >= 0xd800 && end <= 0xdbff;
  return text.slice(0, cutsPair ? length - 1 : length).trimEnd();
};

const BEGIN = "<!-- strategies -->";
const END = "<!-- /strategies -->";

const bounds = (readme: string): { readonly from: number; readonly to: number } => {
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) throw new Error(`the README has no ${BEGIN} … ${END}`);
  return { from: from + BEGIN.length, to };
};

/** What stands between the README's markers. */
export const summaryIn = (readme: string): string => {
  const { from, to } = bounds(readme);
  return readme.slice(from, to);
};

export const withSummary = (readme: string, summary: string): string => {
  const { from, to } = bounds(readme);
  return readme.slice(0, from) + summary + readme.slice(to);
};

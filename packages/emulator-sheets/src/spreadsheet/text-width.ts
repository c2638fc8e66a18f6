/** Advance widths of Roboto in 2048ths: at 13 pixels they give the one width on record, 8691 for 1024 times "A". */
const widths = new Map<string, number>(
  Object.entries({
    ABCDEFGHIJKLM: [1336, 1275, 1333, 1343, 1164, 1132, 1395, 1460, 557, 1130, 1284, 1102, 1788],
    NOPQRSTUVWXYZ: [1460, 1408, 1292, 1408, 1261, 1215, 1222, 1328, 1303, 1817, 1284, 1230, 1226],
    abcdefghijklm: [1114, 1149, 1072, 1155, 1085, 711, 1149, 1128, 497, 489, 1038, 497, 1795],
    nopqrstuvwxyz: [1130, 1168, 1149, 1164, 693, 1056, 669, 1129, 992, 1538, 1015, 969, 1015],
    " .,:;": [507, 539, 402, 496, 433],
  }).flatMap(([letters, list]) => [...letters].map((letter, index) => [letter, list[index] ?? 0] as const)),
);

/** Digits, and what is taken for any other character. */
const usualWidth = 1150;
const unitsPerEm = 2048;
const fontPixels = 13;
const paddingPixels = 7;

/** How wide a column must be to show a text on one line, in pixels. */
export function textPixels(text: string): number {
  let units = 0;
  for (const character of text) units += widths.get(character) ?? usualWidth;
  return Math.round((units * fontPixels) / unitsPerEm) + paddingPixels;
}

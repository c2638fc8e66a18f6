const rgb = (red: number, green: number, blue: number) => ({ color: { rgbColor: { red, green, blue } } });

/** What a cell looks like before anybody formats it, as recorded with every new spreadsheet. */
export const defaultFormat = {
  backgroundColor: { red: 1, green: 1, blue: 1 },
  padding: { top: 2, right: 3, bottom: 2, left: 3 },
  verticalAlignment: "BOTTOM",
  wrapStrategy: "OVERFLOW_CELL",
  textFormat: {
    foregroundColor: {},
    fontFamily: "arial,sans,sans-serif",
    fontSize: 10,
    bold: false,
    italic: false,
    strikethrough: false,
    underline: false,
    foregroundColorStyle: { rgbColor: {} },
  },
  backgroundColorStyle: { rgbColor: { red: 1, green: 1, blue: 1 } },
} as const;

/** The theme of a new spreadsheet, as recorded. Other themes are not emulated. */
export const defaultTheme = {
  primaryFontFamily: "Arial",
  themeColors: [
    { colorType: "TEXT", color: { rgbColor: {} } },
    { colorType: "BACKGROUND", ...rgb(1, 1, 1) },
    { colorType: "ACCENT1", ...rgb(0.25882354, 0.52156866, 0.95686275) },
    { colorType: "ACCENT2", ...rgb(0.91764706, 0.2627451, 0.20784314) },
    { colorType: "ACCENT3", ...rgb(0.9843137, 0.7372549, 0.015686275) },
    { colorType: "ACCENT4", ...rgb(0.20392157, 0.65882355, 0.3254902) },
    { colorType: "ACCENT5", ...rgb(1, 0.42745098, 0.003921569) },
    { colorType: "ACCENT6", ...rgb(0.27450982, 0.7411765, 0.7764706) },
    { colorType: "LINK", ...rgb(0.06666667, 0.33333334, 0.8) },
  ],
} as const;

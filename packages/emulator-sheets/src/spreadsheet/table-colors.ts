const green = { red: 0.20784314, green: 0.40784314, blue: 0.32941177 };
const white = { red: 1, green: 1, blue: 1 };
const grey = { red: 0.9647059, green: 0.972549, blue: 0.9764706 };

const styles = {
  headerColorStyle: { rgbColor: green },
  firstBandColorStyle: { rgbColor: white },
  secondBandColorStyle: { rgbColor: grey },
};

/** The colours that a table gets by itself, as recorded: once for the table, once for its banded range. */
export const defaultTableColors = {
  rowsProperties: styles,
  rowProperties: { headerColor: green, firstBandColor: white, secondBandColor: grey, ...styles },
} as const;

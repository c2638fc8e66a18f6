const title = String.raw`(?:'(?:[^']|'')+'!|[\p{L}_][\p{L}\p{N}_.]*!)?`;
const cells = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d*(?::\$?[A-Za-z]{0,3}\$?\d*)?`;
const columns = String.raw`\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}`;

/** A reference in a formula: `A1`, `$A$1:b2`, `Log!A:C`, `'Bob''s'!A1`. For a regular expression with the flag `u`. */
export const referencePattern = `${title}${cells}|${title}${columns}`;

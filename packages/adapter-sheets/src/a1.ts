const LETTERS = 26;

/** The name of the column as people see it: 1 is A, 27 is AA. */
export const columnName = (column: number): string => {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / LETTERS))
    name = String.fromCharCode(65 + ((rest - 1) % LETTERS)) + name;
  return name;
};

/** The title as a range wants it. Always quoted: `A1`, `R1C1` and `2026` are titles too. */
export const quotedTitle = (title: string): string => `'${title.replaceAll("'", "''")}'`;

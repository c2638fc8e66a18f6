/** A calendar day as Google counts: days since 1899-12-30 (sheets/FACTS.md §6). */
export interface DateCell {
  readonly date: number;
}

/** Wall-clock time in the tenant's zone: days since 1899-12-30 with the time as fraction. Holds no zone. */
export interface DateTimeCell {
  readonly dateTime: number;
}

/** What one cell holds. A string is text and never a formula; `null` is an empty cell. JSON keeps it as it is. */
export type Cell = string | number | boolean | null | DateCell | DateTimeCell;

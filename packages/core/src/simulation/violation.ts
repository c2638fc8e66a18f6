/** An invariant of `protocol.md` does not hold. */
export class Violation extends Error {
  override readonly name = "Violation";
}

/** Numbers in one block of memory that doubles. */
export class Numbers {
  #values = new Int32Array(1 << 16);
  length = 0;

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }
}

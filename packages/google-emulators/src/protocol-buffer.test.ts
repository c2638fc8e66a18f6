import { describe, expect, it } from "vitest";
import { fieldNumbers } from "./protocol-buffer.ts";

describe("the fields of a message", () => {
  it("are told in their order, repeated ones as often as they stand there", () => {
    // 1: varint 300, 2: "ab", 2: "", 3: fixed64, 4: fixed32, 100: a text of 200 bytes.
    const message = Buffer.concat([
      Buffer.from([0x08, 0xac, 0x02, 0x12, 0x02, 0x61, 0x62, 0x12, 0x00]),
      Buffer.from([0x19, 0, 0, 0, 0, 0, 0, 0, 0, 0x25, 0, 0, 0, 0]),
      Buffer.from([0xa2, 0x06, 0xc8, 0x01]),
      Buffer.alloc(200, 0x08),
    ]);
    expect(fieldNumbers(message)).toEqual([1, 2, 2, 3, 4, 100]);
    expect(fieldNumbers(Buffer.alloc(0))).toEqual([]);
  });

  it("are not guessed of what is no message", () => {
    expect(() => fieldNumbers(Buffer.from([0x80]))).toThrow("ends within a number");
    expect(() => fieldNumbers(Buffer.from([0x0b]))).toThrow("unknown kind 3");
  });
});

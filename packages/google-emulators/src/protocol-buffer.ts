/** How a field's value is written (protobuf.dev/programming-guides/encoding). */
const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** The numbers of a message's own fields in their order, one that is repeated as often as it stands there. */
export const fieldNumbers = (message: Buffer): readonly number[] => {
  const fields: number[] = [];
  for (let at = 0; at < message.length; ) {
    const tag = varint(message, at);
    fields.push(Math.floor(tag.value / 8));
    at = after(message, tag.end, tag.value % 8);
  }
  return fields;
};

const after = (message: Buffer, at: number, kind: number): number => {
  if (kind === VARINT) return varint(message, at).end;
  if (kind === FIXED_64) return at + 8;
  if (kind === FIXED_32) return at + 4;
  if (kind !== LENGTH_DELIMITED) throw new RangeError(`a field of the unknown kind ${kind}`);
  const length = varint(message, at);
  return length.end + length.value;
};

const varint = (message: Buffer, start: number): { readonly value: number; readonly end: number } => {
  let value = 0;
  let scale = 1;
  for (let at = start; at < message.length; at += 1) {
    const byte = message.readUInt8(at);
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, end: at + 1 };
    scale *= 0x80;
  }
  throw new RangeError("the message ends within a number");
};

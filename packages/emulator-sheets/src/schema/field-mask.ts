import { camelCase, type Message, messageNamed } from "./message-table.ts";

/** Which fields of a message are meant: all of them, or the named ones with the mask below each. */
export type FieldMask = "*" | ReadonlyMap<string, FieldMask>;

type Tree = Map<string, FieldMask>;

/** A path of a mask that the message does not have. */
export class MaskPathError extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`no field ${path}`);
    this.name = "MaskPathError";
    this.path = path;
  }
}

/** Below a scalar, a map or an unfollowed branch there is no table to check against. */
function messageBelow(message: Message | undefined, name: string): Message | undefined {
  const field = message?.get(name);
  return field?.type.kind === "message" && field.shape !== "map" ? messageNamed(field.type.name) : undefined;
}

function addPath(tree: Tree, names: readonly string[], message: Message | undefined, path: string): void {
  const [first, ...rest] = names;
  if (first === undefined) return;
  const name = camelCase(first);
  if (message !== undefined && !message.has(name)) throw new MaskPathError(path);
  if (rest.length === 0 || rest[0] === "*") {
    tree.set(name, "*");
    return;
  }
  const present = tree.get(name);
  if (present === "*") return;
  const below: Tree = new Map(present ?? []);
  tree.set(name, below);
  const field = message?.get(name);
  if (field?.type.kind === "scalar" && field.type.scalar !== "any") throw new MaskPathError(path);
  addPath(below, rest, messageBelow(message, name), path);
}

/** `a(b,c.d),e/f` → `["a.b", "a.c.d", "e.f"]`; both separators and the parentheses are recorded in use. */
function expand(text: string): string[] {
  const paths: string[] = [];
  const prefixes: string[] = [];
  let current = "";
  const flush = (): void => {
    if (current !== "") paths.push([...prefixes, current].join("."));
    current = "";
  };
  for (const character of text) {
    if (character === "(") {
      prefixes.push(current);
      current = "";
    } else if (character === ")") {
      flush();
      if (prefixes.pop() === undefined) throw new MaskPathError(text);
    } else if (character === ",") flush();
    else if (character === "/") current += ".";
    else if (character.trim() !== "") current += character;
  }
  flush();
  if (prefixes.length > 0) throw new MaskPathError(text);
  return paths;
}

/**
 * Reads a mask such as `sheets(properties.title,data/rowData)` against a message; without one, only its form is checked.
 *
 * @throws MaskPathError for a path that the message does not have.
 */
export function parseFieldMask(text: string, messageName?: string): FieldMask {
  const tree: Tree = new Map();
  const message = messageName === undefined ? undefined : messageNamed(messageName);
  for (const path of expand(text)) {
    if (path === "*") return "*";
    addPath(tree, path.split("."), message, path);
  }
  return tree;
}

/** The mask below one field; undefined when the field is not meant. */
export const maskOf = (mask: FieldMask, name: string): FieldMask | undefined =>
  mask === "*" ? "*" : mask.get(name);

/** Leaves only what the mask names; lists are masked element by element and keep their empty elements. */
export function applyMask(value: unknown, mask: FieldMask): unknown {
  if (mask === "*" || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => applyMask(element, mask));
  const kept: Record<string, unknown> = {};
  for (const [name, below] of mask) {
    const field = (value as Record<string, unknown>)[name];
    if (field !== undefined) kept[name] = applyMask(field, below);
  }
  return kept;
}

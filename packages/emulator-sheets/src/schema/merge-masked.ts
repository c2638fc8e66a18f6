import type { FieldMask } from "./field-mask.ts";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * `target` with the masked fields taken from `source`; what the mask names and the source lacks is removed.
 *
 * Gives undefined when nothing is left, as the API does not tell an empty message from an absent one.
 */
export function mergeMasked(target: unknown, source: unknown, mask: FieldMask): unknown {
  if (mask === "*") return source;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, below] of mask) {
    const merged = mergeMasked(result[name], isObject(source) ? source[name] : undefined, below);
    if (merged === undefined) delete result[name];
    else result[name] = merged;
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

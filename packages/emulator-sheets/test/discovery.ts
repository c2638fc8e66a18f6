import { readFileSync } from "node:fs";
import { sharedPath } from "./shared-data.ts";

interface Property {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Property;
  readonly additionalProperties?: Property;
  readonly properties?: Readonly<Record<string, Property>>;
}

interface Method {
  readonly id: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly request?: { readonly $ref: string };
  readonly response?: { readonly $ref: string };
}

interface Resource {
  readonly methods?: Readonly<Record<string, Method>>;
  readonly resources?: Readonly<Record<string, Resource>>;
}

interface Document extends Resource {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly schemas: Readonly<Record<string, Property>>;
}

const camel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function methodsOf({ methods = {}, resources = {} }: Resource): Method[] {
  return [...Object.values(methods), ...Object.values(resources).flatMap(methodsOf)];
}

const scalarTypes: Readonly<Record<string, string>> = {
  integer: "number",
  number: "number",
  boolean: "boolean",
  string: "string",
};

/** One of Google's discovery documents, to hold requests and replies against. */
export class Discovery {
  readonly #document: Document;
  readonly #methods: ReadonlyMap<string, Method>;

  constructor(document: Document) {
    this.#document = document;
    this.#methods = new Map(methodsOf(document).map((method) => [method.id, method]));
  }

  /** What a request has that its method does not know, as sentences. `isTolerant` allows what Google's parser does. */
  inRequest(id: string, query: URLSearchParams, body: unknown): string[] {
    const method = this.#methods.get(id);
    if (method === undefined) return [`${id} is no method`];
    const known = { ...this.#document.parameters, ...method.parameters };
    const unknown = [...new Set(query.keys())].filter((name) => !(name in known));
    const found = unknown.map((name) => `${id}: no parameter ${name}`);
    if (body === undefined || method.request === undefined) return found;
    return [...found, ...this.#inValue(method.request, body, `${id} request`, true)];
  }

  /** What a reply has that its method does not give. */
  inReply(id: string, body: unknown): string[] {
    const method = this.#methods.get(id);
    if (method === undefined) return [`${id} is no method`];
    if (method.response === undefined)
      return body === undefined ? [] : [`${id}: a reply, and there should be none`];
    return this.#inValue(method.response, body, `${id} reply`, false);
  }

  #inValue(property: Property, value: unknown, path: string, isTolerant: boolean): string[] {
    if (isTolerant && value === null) return [];
    if (property.$ref !== undefined) {
      const schema = this.#document.schemas[property.$ref];
      return schema === undefined
        ? [`${path}: no schema`]
        : this.#inValue({ type: "object", ...schema }, value, path, isTolerant);
    }
    if (property.type === "any" || property.type === undefined) return [];
    if (property.type === "array") return this.#inList(property.items ?? {}, value, path, isTolerant);
    if (property.type === "object") return this.#inObject(property, value, path, isTolerant);
    if (property.enum !== undefined && !property.enum.includes(String(value)))
      return [`${path}: ${String(value)} is no value`];
    if (isTolerant) return [];
    return typeof value === scalarTypes[property.type]
      ? []
      : [`${path}: ${JSON.stringify(value)} is no ${property.type}`];
  }

  #inList(items: Property, value: unknown, path: string, isTolerant: boolean): string[] {
    if (!Array.isArray(value)) {
      return isTolerant
        ? this.#inValue(items, value, path, true)
        : [`${path}: ${JSON.stringify(value)} is no list`];
    }
    const elements: unknown[] = isTolerant && items.type !== "array" ? value.flat() : value;
    return elements.flatMap((element, index) =>
      this.#inValue(items, element, `${path}[${index}]`, isTolerant),
    );
  }

  #inObject(property: Property, value: unknown, path: string, isTolerant: boolean): string[] {
    if (!isObject(value)) return [`${path}: ${JSON.stringify(value)} is no object`];
    return Object.entries(value).flatMap(([name, element]) => {
      const known =
        property.properties?.[name] ?? (isTolerant ? property.properties?.[camel(name)] : undefined);
      const below = known ?? property.additionalProperties;
      return below === undefined
        ? [`${path}: no field ${name}`]
        : this.#inValue(below, element, `${path}.${name}`, isTolerant);
    });
  }
}

/** The discovery document of that name; undefined, and said so, where it is missing. */
export function loadDiscovery(name: string): Discovery | undefined {
  const path = sharedPath(`discovery/${name}`);
  return path === undefined ? undefined : new Discovery(JSON.parse(readFileSync(path, "utf8")));
}

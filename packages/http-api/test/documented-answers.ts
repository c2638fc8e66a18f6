import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";

interface Document {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, unknown> }>>;
}

const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");

/** Holds answers to the OpenAPI document that the server itself gives out, and knows which of it was never seen. */
export class DocumentedAnswers {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #document: Document;
  readonly #seen = new Set<string>();

  constructor(document: unknown) {
    this.#document = document as Document;
    // The package's types name a default export that Node's modules do not have; both forms are the same function.
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv);
    this.#ajv.addSchema(document as object, "api");
  }

  /** The answer's body, once it is known to be what the document says. */
  async of(method: string, path: string, response: Response): Promise<Record<string, unknown>> {
    const status = String(response.status);
    const text = await response.text();
    expect(Object.keys(this.#document.paths[path]?.[method]?.responses ?? {}), `${method} ${path}`).toContain(
      status,
    );
    expect(response.headers.get("content-type")).toContain("application/json");
    const body: unknown = JSON.parse(text);
    const place = pointer(
      "paths",
      path,
      method,
      "responses",
      status,
      "content",
      "application/json",
      "schema",
    );
    const valid = this.#ajv.validate({ $ref: `api#/${place}` }, body);
    expect(valid ? [] : this.#ajv.errors, `${method} ${path} ${status}: ${text}`).toEqual([]);
    this.#seen.add(`${method} ${path}`);
    return body as Record<string, unknown>;
  }

  /** Operations with a JSON answer that no test has held to the document. */
  unseen(): readonly string[] {
    return Object.entries(this.#document.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
      .filter((operation) => !this.#seen.has(operation));
  }
}

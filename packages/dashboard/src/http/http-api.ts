import type * as z from "zod/mini";
import { CallFailure, type Trouble } from "../port/call-failure.ts";
import { errorWire } from "./wire.ts";

export interface HttpApiParts {
  /** `""` for the page's own server. */
  readonly base: string;
  /** What callers show, if anything. */
  readonly bearer: () => Promise<string | undefined>;
  /** Told when the server no longer takes what was shown. */
  readonly onSignedOut: () => void;
}

const USUAL_PATIENCE_MS = 30_000;

/** Of a change without an answer nobody knows whether it was made, so nothing is said of that. */
const AWAY = "The server does not answer. Try again in a moment.";

const troubles: Readonly<Record<number, Trouble>> = {
  400: "unusable",
  401: "signed-out",
  403: "forbidden",
  404: "missing",
  409: "busy",
  413: "unusable",
  422: "unusable",
  429: "away",
  502: "away",
  503: "away",
  504: "away",
};

interface Request {
  readonly method?: "GET" | "POST" | "PATCH";
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the request; there is no time limit then. */
  readonly signal?: AbortSignal;
  /** How long the answer may take, if not half a minute. */
  readonly patienceMs?: number;
}

/** The HTTP API. Every call rejects with a `CallFailure`, except one that its own signal ended. */
export class HttpApi {
  readonly #parts: HttpApiParts;

  constructor(parts: HttpApiParts) {
    this.#parts = parts;
  }

  /** The answer, once its status says that it is a good one. */
  async send(path: string, request: Request = {}): Promise<Response> {
    const { method = "GET", body, headers, patienceMs = USUAL_PATIENCE_MS } = request;
    const token = await this.#parts.bearer();
    const response = await this.#fetch(`${this.#parts.base}${path}`, {
      method,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: request.signal ?? AbortSignal.timeout(patienceMs),
    });
    if (response.ok) return response;
    if (response.status === 401) this.#parts.onSignedOut();
    throw await refusal(response);
  }

  /** The answer's body, read by the schema. */
  async ask<Schema extends z.ZodMiniType>(
    schema: Schema,
    path: string,
    request?: Request,
  ): Promise<z.infer<Schema>> {
    const response = await this.send(path, request);
    const read = schema.safeParse(await jsonOf(response));
    if (read.success) return read.data;
    throw new CallFailure("failed", "The server's answer is of another version. Reload the page.", {
      cause: read.error,
    });
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, init);
    } catch (cause) {
      if (isAbort(cause)) throw cause;
      throw new CallFailure("away", AWAY, { cause });
    }
  }
}

const isAbort = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === "AbortError";

const jsonOf = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch (cause) {
    throw new CallFailure("away", AWAY, { cause });
  }
};

/** What the server says against it; a proxy's own page of an error is read as nothing. */
const refusal = async (response: Response): Promise<CallFailure> => {
  const trouble = troubles[response.status] ?? "failed";
  const said = errorWire.safeParse(await response.json().catch((cause: unknown) => ({ cause })));
  if (!said.success)
    return new CallFailure(trouble, trouble === "away" ? AWAY : `The server answers ${response.status}.`);
  const { error: code, message, field, wanted } = said.data;
  const details = {
    code,
    ...(field === undefined ? {} : { field }),
    ...(wanted === undefined ? {} : { wanted }),
  };
  return new CallFailure(trouble, message, details);
};

/** A part of a path: a tenant's or a run's name may hold anything once it comes from an address. */
export const segment = (text: string): string => encodeURIComponent(text);

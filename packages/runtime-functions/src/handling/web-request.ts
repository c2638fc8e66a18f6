import type { Request as FunctionRequest } from "firebase-functions/v2/https";

/** As much of Express' response as an answer takes. */
export interface FunctionResponse {
  status(code: number): this;
  set(field: string, value: string): this;
  json(body: unknown): unknown;
  send(body: Buffer): unknown;
}

/** The request as the web knows it. Cloud Functions has read its body already. */
export const webRequest = ({ method, originalUrl, headers, rawBody }: FunctionRequest): Request => {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) given.set(name, Array.isArray(value) ? value.join(", ") : value);
  const hasBody = method !== "GET" && method !== "HEAD" && rawBody !== undefined && rawBody.length > 0;
  // The host says nothing here: behind Hosting it is the function's own.
  return new Request(new URL(originalUrl, "https://api.invalid"), {
    method,
    headers: given,
    ...(hasBody ? { body: new Uint8Array(rawBody) } : {}),
  });
};

export const sendAnswer = async (answer: Response, response: FunctionResponse): Promise<void> => {
  response.status(answer.status);
  for (const [name, value] of answer.headers) response.set(name, value);
  response.send(Buffer.from(await answer.arrayBuffer()));
};

import type { Answer } from "./test-bench.ts";

interface ReadError {
  readonly error: {
    readonly message: string;
    readonly errors: readonly { readonly reason: string; readonly location?: string }[];
  };
}

/** `404 notFound at fileId: File not found: x.` */
export const driveRefusal = ({ status, body }: Answer): string => {
  const { message, errors } = (body as ReadError).error;
  const at = errors[0]?.location === undefined ? "" : ` at ${errors[0].location}`;
  return `${status} ${errors[0]?.reason}${at}: ${message}`;
};

import { InvalidInput, isPortFailure } from "@attendance-export/core";
import { z } from "@hono/zod-openapi";

/** Every answer that is not a success has this shape. */
export const errorSchema = z
  .object({
    error: z.string().openapi({ description: "A code for programs, which keeps its meaning." }),
    message: z.string().openapi({ description: "A sentence for people." }),
    field: z.string().optional().openapi({ description: "Which part of the request cannot be used." }),
    value: z.unknown().optional().openapi({ description: "What stood there." }),
    wanted: z.string().optional().openapi({ description: "What is wanted instead." }),
    run_id: z.string().optional().openapi({ description: "The run that is in the way." }),
  })
  .strict()
  .openapi("Error");

export type ErrorBody = z.infer<typeof errorSchema>;

type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 500 | 503;

/** An answer that is not a success, thrown from wherever it is known. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: ErrorStatus;
  readonly body: ErrorBody;

  constructor(status: ErrorStatus, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export const unusable = ({ field, value, wanted, message }: InvalidInput): ApiError =>
  new ApiError(400, {
    error: "invalid-input",
    message,
    field,
    wanted,
    ...(value === undefined ? {} : { value }),
  });

export const unlinked = (tenant: string): ApiError =>
  new ApiError(404, { error: "link-missing", message: `The tenant ${tenant} has no linked sheet.` });

/** What a thrown thing answers, and who else must hear of it: the log has words that a caller has not. */
export interface Answered {
  readonly answer: ApiError;
  readonly cause?: "defect" | "failure";
}

/** An admin of one organisation is told the failure's own sentence; operators what the service said. */
export const answerFor = (thrown: unknown, toOperator: boolean): Answered => {
  if (thrown instanceof ApiError) return { answer: thrown };
  if (thrown instanceof InvalidInput) return { answer: unusable(thrown) };
  if (isPortFailure(thrown)) {
    const { code, kind } = thrown;
    const message = toOperator ? thrown.message : kind.admin;
    // What passes by itself is worth another call, so it is no 500.
    const status = kind.class === "permanent" ? 500 : 503;
    return { answer: new ApiError(status, { error: code, message }), cause: "failure" };
  }
  const body = { error: "defect", message: "A defect of this program; the log has the details." };
  return { answer: new ApiError(500, body), cause: "defect" };
};

import { InvalidInput, isPortFailure, type PortFailure } from "@attendance-export/core";
import { UserError } from "../user-error.ts";
import { exitCode } from "./exit-code.ts";

/** What a person reads instead of a stack trace: what happened, what to do. */
export interface ErrorDescription {
  readonly what: string;
  readonly advice: string;
  readonly exitCode: number;
  /** A defect of this program, whose stack somebody will want to see. */
  readonly isDefect: boolean;
}

export const describeError = (thrown: unknown): ErrorDescription => {
  if (thrown instanceof UserError)
    return { what: thrown.message, advice: thrown.advice, exitCode: exitCode.failed, isDefect: false };
  if (thrown instanceof InvalidInput)
    return {
      what: `${thrown.message}.`,
      advice: "Correct it and try again.",
      exitCode: exitCode.usage,
      isDefect: false,
    };
  if (isPortFailure(thrown)) return describeFailure(thrown);
  return {
    what: `A defect of this program: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    advice: "Nothing is lost: the next run goes on. Please report it with the lines below.",
    exitCode: exitCode.failed,
    isDefect: true,
  };
};

const describeFailure = (failure: Pick<PortFailure, "code" | "message" | "kind">): ErrorDescription => ({
  what: `${failure.message} (${failure.code})`,
  advice: failure.kind.operator,
  exitCode: failure.kind.class === "permanent" ? exitCode.failed : exitCode.tryAgain,
  isDefect: false,
});

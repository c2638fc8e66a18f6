import { type InputHTMLAttributes, type ReactElement, type ReactNode, useId } from "react";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Why what stands there cannot be used. */
  readonly problem?: string | undefined;
}

/** A line to type in, with its label, a hint, and what is wrong with it. */
export const Field = ({ label, hint, problem, ...input }: FieldProps): ReactElement => {
  const id = useId();
  const hints = [hint === undefined ? "" : `${id}-hint`, problem === undefined ? "" : `${id}-problem`].join(
    " ",
  );
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        {...input}
        aria-invalid={problem !== undefined}
        {...(hints.trim() === "" ? {} : { "aria-describedby": hints.trim() })}
      />
      {problem === undefined ? null : (
        <p className="field-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
};

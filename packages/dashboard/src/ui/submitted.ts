import type { SyntheticEvent } from "react";

/** Hands what a form holds to the page instead of sending it; what was typed stays, so that it can be corrected. */
export const submitted =
  (take: (form: FormData) => void) =>
  (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    take(new FormData(event.currentTarget));
  };

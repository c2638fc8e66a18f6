import { useCallback, useEffect, useState } from "react";

/** What a call came to so far. While it is made again, the last answer stays. */
export interface Asked<Answer> {
  readonly answer: Answer | undefined;
  readonly failure: unknown;
  readonly isAsking: boolean;
  readonly again: () => void;
}

/** Makes a call, and makes it anew whenever `question` changes; an answer to an older question is dropped. */
export const useAnswer = <Answer>(question: string, call: () => Promise<Answer>): Asked<Answer> => {
  const [state, setState] = useState<Omit<Asked<Answer>, "again"> & { readonly question: string }>({
    answer: undefined,
    failure: undefined,
    isAsking: true,
    question,
  });
  const [turn, setTurn] = useState(0);
  // The question stands for the call, which is another function at every render.
  useEffect(() => {
    let isWanted = true;
    setState((before) =>
      before.question === question
        ? { ...before, isAsking: true }
        : { answer: undefined, failure: undefined, isAsking: true, question },
    );
    call().then(
      (answer) => {
        if (isWanted) setState({ answer, failure: undefined, isAsking: false, question });
      },
      (failure: unknown) => {
        if (isWanted) setState((before) => ({ ...before, failure, isAsking: false }));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [question, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, again };
};

import { useState } from "react";
import { sentenceOfFailure } from "../../port/call-failure.ts";
import type { Credentials } from "../../port/session.ts";
import { useHome } from "../../state/home-context.tsx";

interface SignIn {
  readonly signIn: (credentials: Credentials) => void;
  readonly isAsking: boolean;
  /** Why the last attempt did not work. */
  readonly problem: string | undefined;
}

/** Shows the session what somebody typed. */
export const useSignIn = (): SignIn => {
  const { session } = useHome();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const attempt = async (credentials: Credentials): Promise<void> => {
    setIsAsking(true);
    setProblem(undefined);
    try {
      await session.signIn(credentials);
    } catch (failure) {
      setProblem(sentenceOfFailure(failure));
    } finally {
      setIsAsking(false);
    }
  };
  return { signIn: (credentials) => void attempt(credentials), isAsking, problem };
};

import {
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from "react";
import { Icon } from "../ui/icon.tsx";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isBad: boolean;
}

/** Says something in passing: what a person's own click came to. */
export type Say = (text: string, tone?: "good" | "bad") => void;

const SayContext = createContext<Say>(() => undefined);
export const useSay = (): Say => useContext(SayContext);

/** Long enough to be read twice; bad news stays until it is closed. */
const SHOWN_MS = 10_000;
const MOST = 3;

/** Holds what was said at the edge of the window, and tells it to screen readers. */
export const Toasts = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const close = useCallback(
    (id: number) => setToasts((present) => present.filter((toast) => toast.id !== id)),
    [],
  );
  const say = useCallback<Say>(
    (text, tone = "good") => {
      const toast = { id: nextId(), text, isBad: tone === "bad" };
      // Good news supersedes bad: what did not work a moment ago does now, and its words would be wrong.
      const isPast = (one: Toast): boolean => one.text === text || (one.isBad && !toast.isBad);
      setToasts((present) => [...present.filter((one) => !isPast(one)), toast].slice(-MOST));
      if (!toast.isBad) setTimeout(() => close(toast.id), SHOWN_MS);
    },
    [close],
  );
  const list = useMemo(
    () =>
      toasts.map(({ id, text, isBad }) => (
        <div key={id} className={isBad ? "toast toast-bad" : "toast"} role={isBad ? "alert" : "status"}>
          <Icon name={isBad ? "alert" : "check"} />
          <p>{text}</p>
          <button type="button" className="icon-button" aria-label="Close message" onClick={() => close(id)}>
            <Icon name="close" />
          </button>
        </div>
      )),
    [toasts, close],
  );
  return (
    <SayContext value={say}>
      {children}
      <section className="toasts" aria-label="Messages">
        {list}
      </section>
    </SayContext>
  );
};

let lastId = 0;
const nextId = (): number => {
  lastId += 1;
  return lastId;
};

import { type ReactElement, useState } from "react";
import { sentenceOfFailure } from "../port/call-failure.ts";
import type { Demo, Trouble } from "../port/demo.ts";
import { useSay } from "../state/toasts.tsx";
import { useAnswer } from "../state/use-answer.ts";
import { Icon } from "../ui/icon.tsx";

interface DemoPanelProps {
  readonly demo: Demo;
  readonly tenant: string;
}

/** Lets a visitor of the demo break things and watch them heal. No installation but the demo has it. */
export const DemoPanel = ({ demo, tenant }: DemoPanelProps): ReactElement => {
  const say = useSay();
  const { answer, failure, again } = useAnswer(`demo ${tenant}`, () => demo.troubles(tenant));
  const [changed, setChanged] = useState<readonly Trouble[]>();
  const troubles = changed ?? answer ?? [];
  const change = async (ask: () => Promise<readonly Trouble[]>): Promise<void> => {
    try {
      setChanged(await ask());
    } catch (refusal) {
      say(sentenceOfFailure(refusal), "bad");
    }
  };
  return (
    <aside className="demo" aria-label="Demo">
      <details>
        <summary>
          <Icon name="flask" />
          Demo: break something
        </summary>
        <p className="quiet">Google is emulated here. Nothing of this is part of a real installation.</p>
        {failure === undefined ? null : (
          <button type="button" className="button" onClick={again}>
            Load again
          </button>
        )}
        <ul>
          {troubles.map((trouble) => (
            <li key={trouble.name}>
              <div>
                <p id={`demo-${trouble.name}`}>{trouble.title}</p>
                <p className="quiet" id={`demo-${trouble.name}-hint`}>
                  {trouble.description}
                </p>
              </div>
              {trouble.kind === "switch" ? (
                <button
                  type="button"
                  role="switch"
                  className="switch"
                  aria-checked={trouble.active}
                  aria-labelledby={`demo-${trouble.name}`}
                  aria-describedby={`demo-${trouble.name}-hint`}
                  onClick={() => void change(() => demo.turn(trouble.name, !trouble.active, tenant))}
                >
                  <span />
                </button>
              ) : (
                <button
                  type="button"
                  className="button-quiet"
                  aria-describedby={`demo-${trouble.name}-hint`}
                  onClick={() => void change(() => demo.act(trouble.name, tenant))}
                >
                  Do it<span className="visually-hidden">: {trouble.title}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      </details>
    </aside>
  );
};

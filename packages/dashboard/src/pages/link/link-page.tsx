import { type ReactElement, useState } from "react";
import { ReconnectNews } from "../../banner/reconnect-news.tsx";
import type { Link } from "../../model/link.ts";
import { CallFailure, sentenceOfFailure } from "../../port/call-failure.ts";
import type { SheetChoice } from "../../port/link-desk.ts";
import { path } from "../../routing/route.ts";
import { goTo } from "../../routing/use-address.ts";
import { useHome } from "../../state/home-context.tsx";
import { useReconnect } from "../../state/reconnect-context.tsx";
import { useTenant } from "../../state/tenant-context.tsx";
import { useSay } from "../../state/toasts.tsx";
import { Field } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { submitted } from "../../ui/submitted.ts";

/** Makes the link, or moves it to another sheet: a new one, or one that is there. */
export const LinkPage = ({ link }: { readonly link: Link | undefined }): ReactElement => {
  const isFirst = link === undefined;
  const lead = isFirst
    ? "Choose where your approved attendance goes. Google asks for your consent first; the export then begins by itself."
    : "The export goes on there, on a new tab. What is on the present sheet stays as it is.";
  return (
    <div className="narrow">
      <Page title={isFirst ? "Link a sheet" : "Link another sheet"} lead={<p>{lead}</p>}>
        <LinkForm isFirst={isFirst} />
      </Page>
    </div>
  );
};

const kinds = [
  { kind: "new", title: "A new sheet", text: "Made in the Google Drive of the account that you choose." },
  {
    kind: "known",
    title: "A sheet that you have",
    text: "A new tab is added to it; its other tabs stay as they are.",
  },
] as const;

type Kind = (typeof kinds)[number]["kind"];

const LinkForm = ({ isFirst }: { readonly isFirst: boolean }): ReactElement => {
  const [kind, setKind] = useState<Kind>("new");
  const { make, problem, isAsking } = useLinking();
  const choose = (form: FormData): SheetChoice =>
    kind === "new" ? { title: String(form.get("title")).trim() } : { url: String(form.get("url")).trim() };
  return (
    <form className="card form" onSubmit={submitted((form) => make(choose(form)))}>
      <fieldset className="options">
        <legend className="visually-hidden">Which sheet</legend>
        {kinds.map(({ kind: one, title, text }) => (
          <label key={one} className="option">
            <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
            <span className="option-text">
              <strong>{title}</strong>
              <span className="option-hint">{text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {kind === "new" ? (
        <Field
          key="title"
          label="Title"
          name="title"
          defaultValue="Attendance"
          maxLength={200}
          required
          autoComplete="off"
          problem={problem}
        />
      ) : (
        <Field
          key="url"
          label="Address of the sheet"
          name="url"
          hint="Open it in Google Sheets and copy the address from the browser."
          placeholder="https://docs.google.com/spreadsheets/d/…"
          required
          autoComplete="off"
          spellCheck={false}
          problem={problem}
        />
      )}
      <div>
        <button type="submit" className="button button-main" disabled={isAsking}>
          {isAsking ? "Linking…" : isFirst ? "Go on to Google" : "Link this sheet"}
        </button>
      </div>
      <ReconnectNews />
    </form>
  );
};

interface Linking {
  readonly make: (choice: SheetChoice) => void;
  /** What is wrong with what was chosen. */
  readonly problem: string | undefined;
  readonly isAsking: boolean;
}

const useLinking = (): Linking => {
  const { desk } = useHome();
  const { tenant, learn } = useTenant();
  const { send } = useReconnect();
  const say = useSay();
  const [problem, setProblem] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const ask = async (choice: SheetChoice): Promise<string | undefined> => {
    try {
      const answer = await desk.link(tenant, choice);
      if (answer.status === "consent") return answer.url;
      learn(answer.link);
      say("Linked. The next sync goes to the new sheet.");
      goTo(path.overview(tenant));
    } catch (failure) {
      // What was typed is at fault, or the account's rights to it: said beside it, where it stays.
      if (!(failure instanceof CallFailure) || failure.trouble === "away") throw failure;
      setProblem(sentenceOfFailure(failure));
    }
    return undefined;
  };
  const make = async (choice: SheetChoice): Promise<void> => {
    setProblem(undefined);
    setIsAsking(true);
    await send(() => ask(choice));
    setIsAsking(false);
  };
  return { make: (choice) => void make(choice), problem, isAsking };
};

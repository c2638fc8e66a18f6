import { byId } from "./element.ts";
import type { Position } from "./grid-row.ts";
import { type Order, tell } from "./request.ts";

/** What the forms of a page are about. */
export interface Subject {
  readonly spreadsheetId: string;
  readonly sheetId: number;
  readonly chosen: Position;
}

/** What stood in the fields of a form. */
export type Fields = Readonly<Record<string, unknown>>;

/** From what a form is about and what stood in it, to an order for the emulator. */
export type ActionTable = Readonly<Record<string, (subject: Subject, fields: Fields) => Order>>;

function say(text: string, isBad: boolean): void {
  const status = byId("status");
  status.textContent = text;
  status.classList.toggle("is-bad", isBad);
}

function valueIn(field: HTMLInputElement | HTMLSelectElement): unknown {
  return field instanceof HTMLInputElement && field.type === "number" ? field.valueAsNumber : field.value;
}

function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): Fields {
  const named = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input[name], select[name]")];
  const fields = Object.fromEntries(named.map((field) => [field.name, valueIn(field)]));
  return { ...fields, ...(submitter?.dataset ?? {}) };
}

/** The actions of a page: every form with `data-what` gives an order, and the foot of the page says what came of it. */
export class Actions {
  readonly #table: ActionTable;
  readonly #subject: () => Subject;
  readonly #onDone: () => void;

  /** @param onDone the page may look different now */
  constructor(table: ActionTable, subject: () => Subject, onDone: () => void) {
    this.#table = table;
    this.#subject = subject;
    this.#onDone = onDone;
    document.addEventListener("submit", (event) => this.#onSubmit(event));
  }

  /** Does what is called `what`. */
  async do(what: string, fields: Fields): Promise<void> {
    try {
      const action = this.#table[what];
      if (action === undefined) throw new Error(`the page does not know how to ${what}`);
      const order = action(this.#subject(), fields);
      const result = await tell(order);
      if (order.method === "createSpreadsheet" || order.method === "copySpreadsheet") {
        window.location.assign(`/spreadsheets/d/${encodeURIComponent(String(result))}/edit`);
        return;
      }
      say(`Done: ${what}.`, false);
    } catch (error) {
      say(error instanceof Error ? error.message : "the emulator did not answer", true);
    }
    this.#onDone();
  }

  #onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const submitter = event.submitter;
    const what = submitter?.dataset.what ?? form.dataset.what;
    if (what === undefined) return;
    event.preventDefault();
    const question = submitter?.dataset.confirm;
    if (question !== undefined && !window.confirm(question)) return;
    void this.do(what, fieldsOf(form, submitter));
  }
}

import { byId, clockTime, element } from "./element.ts";
import type { CallView } from "./replies.ts";

const keptCalls = 200;

const milliseconds = (ms: number): string => (ms < 10 ? ms.toFixed(1) : String(Math.round(ms)));

function statusBadge({ status, outcome }: CallView): HTMLElement {
  if (outcome === "dropped") return element("span", { class: "badge bad", text: "no answer" });
  if (outcome === "fault answered")
    return element("span", {
      class: "badge warn",
      text: status === 0 ? "fault" : `fault instead of ${status}`,
    });
  if (outcome === "held") return element("span", { class: "badge warn", text: "held" });
  return element("span", { class: `badge ${status >= 400 ? "bad" : "good"}`, text: String(status) });
}

function callLine(call: CallView): HTMLElement {
  const notes = [
    call.outcome === "applied late" ? call.outcome : "",
    call.fault === "" ? "" : `fault: ${call.fault}`,
    call.error,
  ].filter((note) => note !== "");
  return element(
    "li",
    { class: call.fault === "" ? "call" : "call has-fault" },
    element(
      "div",
      { class: "call-head" },
      element("span", { class: "mono call-method", text: call.method }),
      statusBadge(call),
    ),
    element(
      "div",
      { class: "call-facts soft small" },
      element("span", { text: `#${call.number}` }),
      element("span", { text: clockTime(call.atMs) }),
      element("span", { text: `${milliseconds(call.durationMs)} ms` }),
      element("span", { class: "call-who", text: call.who }),
    ),
    ...(notes.length === 0 ? [] : [element("div", { class: "small call-notes", text: notes.join(" · ") })]),
  );
}

/** The request log: the newest call on top. */
export class CallList {
  readonly #list = byId("call-list");
  #count = 0;
  /** The number of the newest call that is shown. */
  last = 0;

  /** Forgets what is shown, so that the next pulse loads it anew. */
  clear(): void {
    this.#list.replaceChildren();
    this.#count = 0;
    this.last = 0;
  }

  add(calls: readonly CallView[]): void {
    if (calls.length === 0) return;
    if (this.#count === 0) this.#list.replaceChildren();
    this.#list.prepend(...calls.map(callLine).reverse());
    while (this.#list.childElementCount > keptCalls) this.#list.lastElementChild?.remove();
    this.last = calls.at(-1)?.number ?? this.last;
    this.#count += calls.length;
    byId("call-count").textContent = String(this.#count);
  }
}

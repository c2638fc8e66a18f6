import { Actions } from "./action.ts";
import { byId } from "./element.ts";
import { accountActions, faultActions } from "./fault-actions.ts";
import { peopleActions } from "./people-actions.ts";

const pulseMs = 2_000;

/** Takes the lists of a freshly served page; what somebody is typing elsewhere stays. */
async function refresh(): Promise<void> {
  const response = await fetch("/", { cache: "no-store" });
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const id of ["files", "accounts", "trouble-state"]) {
    const now = byId(id);
    const then = fresh.getElementById(id);
    if (then === null || now.innerHTML === then.innerHTML) continue;
    // The button that was just pressed is replaced by one in the same place, which takes over the focus.
    const pressed = [...now.querySelectorAll("a, button")].indexOf(document.activeElement ?? now);
    now.replaceChildren(...then.childNodes);
    if (pressed !== -1) now.querySelectorAll<HTMLElement>("a, button")[pressed]?.focus();
  }
}

async function beat(): Promise<void> {
  try {
    if (!document.hidden) await refresh();
  } catch (error) {
    console.warn("the emulator does not answer", error);
  }
  setTimeout(() => void beat(), pulseMs);
}

new Actions(
  { ...peopleActions, ...faultActions, ...accountActions },
  () => ({ spreadsheetId: "", sheetId: 0, chosen: { row: 0, column: 0 } }),
  () => {
    refresh().catch((error: unknown) => console.warn("the emulator does not answer", error));
  },
);
setTimeout(() => void beat(), pulseMs);

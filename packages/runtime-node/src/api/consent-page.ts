import { failureKind, type ReconnectOutcome } from "@attendance-export/core";

/** The page on which an admin learns what came of a consent; it loads nothing and runs nothing. */
export const consentPage = (outcome: ReconnectOutcome): string => {
  const [heading, text] = wordsFor(outcome);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1rem;color-scheme:light dark}</style>
</head><body><main><h1>${heading}</h1><p>${escaped(text)}</p></main></body></html>
`;
};

const AGAIN = "Nothing was changed. Click Reconnect Google to start again.";

const refusals = {
  denied: `You did not give consent at Google. ${AGAIN}`,
  "state-unknown": `This answer was used before, is too old, or was never asked for. ${AGAIN}`,
  "state-foreign": `This answer belongs to somebody else's question. ${AGAIN}`,
  "code-refused": `Google did not accept the answer of its own page. ${AGAIN}`,
  "scope-missing":
    "A permission was left unticked. Nothing was changed. Click Reconnect Google and tick every box.",
  unlinked: "There is no linked sheet to reconnect.",
  overtaken: "Another consent was faster, and holds. You need do nothing.",
} as const;

const wordsFor = (outcome: ReconnectOutcome): readonly [heading: string, text: string] => {
  if (outcome.status === "reconnected")
    return [
      "Connected again",
      `The export works again with ${outcome.accountEmail}, and what was waiting is on its way. You can close this page.`,
    ];
  if (outcome.status === "linked")
    return ["Connected", `Exports go by ${outcome.accountEmail} from now on. You can close this page.`];
  if (outcome.status === "cannot-edit" || outcome.status === "cannot-link")
    return [
      "Not connected",
      `${outcome.accountEmail}: ${failureKind(outcome.code).admin} Nothing was changed.`,
    ];
  return ["Not connected", refusals[outcome.status]];
};

/** Addresses come from outside and may hold anything. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

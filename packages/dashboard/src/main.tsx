import "@fontsource-variable/figtree/wght.css";
import "./design/design.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { homeOfThisPage } from "./home-of.ts";
import { NoServerPage } from "./pages/entry/no-server-page.tsx";
import { sentenceOfFailure } from "./port/call-failure.ts";
import { reloadWhenOutdated } from "./reload-when-outdated.ts";

const place = document.getElementById("page");
if (place === null) throw new Error("index.html has no place for the page");
const root = createRoot(place);

reloadWhenOutdated();

const show = async (): Promise<void> => {
  try {
    root.render(<App home={await homeOfThisPage()} />);
  } catch (failure) {
    root.render(<NoServerPage sentence={sentenceOfFailure(failure)} />);
  }
};

void show();

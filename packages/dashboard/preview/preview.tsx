import "@fontsource-variable/figtree/wght.css";
import "../src/design/design.css";
import { createRoot } from "react-dom/client";
import { App } from "../src/app.tsx";
import { MemoryWorld } from "../test/memory-home.ts";
import { scenarios } from "./scenarios.ts";

// The state to show is named once, by the address; steps within the site keep it.
const name = new URLSearchParams(location.search).get("state") ?? sessionStorage.getItem("state") ?? "active";
sessionStorage.setItem("state", name);
const scenario = scenarios[name];
const place = document.getElementById("page");
if (scenario === undefined || place === null) throw new Error(`there is no state ${name}`);
if (new URLSearchParams(location.search).has("state")) history.replaceState(null, "", scenario.path);
const world = new MemoryWorld();
scenario.arrange(world, Date.now());
Object.assign(globalThis, { world });
createRoot(place).render(<App home={world.home({ demo: name === "demo" })} />);

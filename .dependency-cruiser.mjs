/** The arrows of the architecture, one sentence a rule. @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "Files that need each other are one concept in two files, and load in an order nobody chose.",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "An import that does not resolve cannot be checked, so it must not be there.",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "core-stands-alone",
      severity: "error",
      comment: "The core imports only itself, so that everything it decides can be simulated.",
      from: { path: "^packages/core/src/", pathNot: "[.]test[.]tsx?$|^packages/core/src/contract/" },
      to: { pathNot: "^packages/core/src/" },
    },
    {
      name: "contract-stands-nearly-alone",
      severity: "error",
      comment: "The contract kit adds node:assert to the core, and no test runner: every runner can run it.",
      from: { path: "^packages/core/src/contract/", pathNot: "[.]test[.]tsx?$" },
      to: { pathNot: "^packages/core/src/|^(node:)?assert(/strict)?$" },
    },
    {
      name: "adapters-know-only-core",
      severity: "error",
      comment:
        "An adapter or the resilience wrapper knows the core and its own vendor, never another package of ours.",
      from: { path: "^packages/((?:adapter-[^/]+)|resilience)/src/", pathNot: "[.]test[.]tsx?$" },
      to: { path: "^packages/", pathNot: ["^packages/core/src/", "^packages/$1/"] },
    },
    {
      name: "api-knows-only-core",
      severity: "error",
      comment:
        "The HTTP API runs in every runtime, so it knows the core's ports and nothing that fills them.",
      from: { path: "^packages/http-api/src/", pathNot: "[.]test[.]tsx?$" },
      to: { path: "^packages/", pathNot: ["^packages/core/src/", "^packages/http-api/"] },
    },
    {
      name: "emulator-stands-alone",
      severity: "error",
      comment: "The emulator imports nothing of ours: it must not share a mistake with what it tests.",
      from: { path: "^packages/emulator-[^/]+/src/", pathNot: "[.]test[.]tsx?$" },
      to: { path: "^packages/", pathNot: "^packages/emulator-[^/]+/" },
    },
    {
      name: "dashboard-knows-only-core",
      severity: "error",
      comment:
        "The page shares words and failures with the core, and speaks with everything else over the network.",
      from: { path: "^packages/dashboard/src/", pathNot: "[.]test[.]tsx?$" },
      to: { path: "^packages/", pathNot: "^packages/(core|dashboard)/src/" },
    },
    {
      name: "firebase-is-loaded-late",
      severity: "error",
      comment: "Firebase weighs more than the rest of the page, so only its own home imports it.",
      from: { path: "^packages/dashboard/src/", pathNot: "^packages/dashboard/src/firebase/" },
      to: {
        path: "node_modules/(@firebase|firebase)/|^packages/dashboard/src/firebase/",
        dynamic: false,
      },
    },
    {
      name: "only-runtimes-know-adapters",
      severity: "error",
      comment: "Only a runtime chooses technologies, so only a runtime imports an adapter.",
      // The proof kills and measures whole installations; it is private and part of none.
      from: {
        path: "^packages/([^/]+)/src/",
        pathNot: ["^packages/runtime-", "^packages/proof/", "[.]test[.]tsx?$"],
      },
      to: { path: "^packages/(adapter-[^/]+|resilience)/", pathNot: "^packages/$1/" },
    },
    {
      name: "containers-only-in-composition",
      severity: "error",
      comment: "Wiring is in one file a runtime; elsewhere a class is given what it needs.",
      from: { path: "^packages/", pathNot: "^packages/runtime-[^/]+/src/composition[.]ts$" },
      to: { path: "node_modules/(inversify|reflect-metadata)/|^(inversify|reflect-metadata)$" },
    },
    {
      name: "no-test-doubles-in-production",
      severity: "error",
      comment: "Memory adapters, contracts and the simulator prove the product; they are not part of it.",
      from: {
        path: "^packages/[^/]+/src/",
        pathNot: ["[.]test[.]tsx?$", "^packages/core/src/(memory|contract|simulation)/", "^packages/proof/"],
      },
      to: { path: "^packages/core/src/(memory|contract|simulation)/|[.]test[.]tsx?$" },
    },
    {
      name: "no-dev-dependencies-in-production",
      severity: "error",
      comment: "What production imports is declared by its own package, so that it is there once published.",
      from: { path: "^packages/[^/]+/src/", pathNot: "[.]test[.]tsx?$" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.base.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^packages/[^/]+/dist/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
  },
};

/** What is mutated together, and by which tests it is to be noticed. */
export interface MutationScope {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** The command fails below so many percent. */
  readonly least: number;
  /** Whether also what is made once, when a module is loaded, is changed: each such mutant costs all tests. */
  readonly withStatic: boolean;
}

/**
 * The tests are those of the folders themselves. Campaigns of the simulation would notice much, but whatever slips through
 * would cost their whole time; and contract suites prove adapters, not this code. So a score says how well the tests beside
 * the code tell what broke.
 */
export const mutationScopes = {
  protocol: {
    mutate: ["packages/core/src/protocol/**/*.ts"],
    tests: ["packages/core/src/protocol/**/*.test.ts"],
    least: 99,
    withStatic: true,
  },
  model: {
    mutate: ["packages/core/src/failures/**/*.ts", "packages/core/src/model/**/*.ts"],
    tests: ["packages/core/src/{failures,model}/**/*.test.ts"],
    least: 99,
    withStatic: true,
  },
  export: {
    mutate: [
      "packages/core/src/use-cases/export-attendance.ts",
      "packages/core/src/use-cases/export/**/*.ts",
    ],
    tests: [
      "packages/core/src/use-cases/export/**/*.test.ts",
      "packages/core/src/use-cases/{idle-tenant,link-life}.test.ts",
    ],
    least: 93,
    withStatic: false,
  },
  admin: {
    mutate: [
      "packages/core/src/use-cases/**/*.ts",
      "!packages/core/src/use-cases/export-attendance.ts",
      "!packages/core/src/use-cases/export/**/*.ts",
    ],
    tests: ["packages/core/src/use-cases/*.test.ts", "packages/core/src/use-cases/audit/**/*.test.ts"],
    least: 92,
    withStatic: false,
  },
  adapters: {
    mutate: [
      "packages/adapter-croner/src/**/*.ts",
      "packages/adapter-fcm/src/**/*.ts",
      "packages/adapter-vault/src/**/*.ts",
      // The parts that decide; what only speaks HTTP is tested against the emulated Google.
      "packages/adapter-sheets/src/{a1,access-tokens,cell-data,google-error,google-failure,one-at-a-time}.ts",
    ],
    tests: ["packages/adapter-{croner,fcm,sheets,vault}/src/**/*.test.ts"],
    least: 95,
    withStatic: true,
  },
  resilience: {
    mutate: ["packages/resilience/src/**/*.ts"],
    tests: ["packages/resilience/src/**/*.test.ts"],
    least: 97,
    withStatic: true,
  },
} as const satisfies Record<string, MutationScope>;

export type MutationScopeName = keyof typeof mutationScopes;

export const isMutationScopeName = (name: string): name is MutationScopeName =>
  Object.hasOwn(mutationScopes, name);

/** Tells the processes of one run which scope it is about. */
export const SCOPE_VARIABLE = "MUTATION_SCOPE";

export const mutationScope = (): MutationScope => {
  const name = process.env[SCOPE_VARIABLE] ?? "";
  if (isMutationScopeName(name)) return mutationScopes[name];
  throw new Error(`${SCOPE_VARIABLE} names no scope: "${name}"`);
};

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Whole processes take longest, then real services; what is left fills the gaps in milliseconds. */
const tiers = [":e2e", ":emulator"];

const rank = ({ project }: TestSpecification): number => {
  const tier = tiers.findIndex((suffix) => project.name.endsWith(suffix));
  return tier === -1 ? tiers.length : tier;
};

/** Begins the long tests first, so that no worker sits alone over one of them at the end of a run. */
export class LongFirstSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((left, right) => rank(left) - rank(right));
  }
}

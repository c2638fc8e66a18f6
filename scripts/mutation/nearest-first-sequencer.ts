import { BaseSequencer, type TestSpecification } from "vitest/node";

/** From slow or far away to close by; what is not named is close: the tests beside the code. */
const distant = [
  "/every-transition.test.ts",
  "/code-point-order.test.ts",
  "/render-row.test.ts",
  "/use-cases/export/",
  "/use-cases/",
  "contracts.test.ts",
];

const distance = ({ moduleId }: TestSpecification): number => {
  const at = distant.findIndex((part) => moduleId.includes(part));
  return at === -1 ? 0 : distant.length - at;
};

/** A mutant is given up at the first failure, which the test beside the code finds soonest. */
export class NearestFirstSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byName = files.toSorted((left, right) => left.moduleId.localeCompare(right.moduleId));
    return byName.toSorted((left, right) => distance(left) - distance(right));
  }
}

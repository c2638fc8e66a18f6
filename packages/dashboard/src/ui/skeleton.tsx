import type { ReactElement } from "react";

interface SkeletonProps {
  /** What is awaited, for screen readers. */
  readonly label: string;
  /** As high as what will stand there, so that nothing moves when it comes. */
  readonly heights: readonly number[];
}

/** Holds the place of what is on its way. */
export const Skeleton = ({ label, heights }: SkeletonProps): ReactElement => (
  <div className="skeleton" role="status" aria-label={label}>
    {heights.map((height, index) => (
      <div key={index} style={{ height }} />
    ))}
  </div>
);

import type { ReactElement } from "react";

const paths = {
  alert:
    "M12 8.5v4.5M12 16.4v.1M10.3 4.2 2.6 17.5A2 2 0 0 0 4.3 20.5h15.4a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z",
  check: "m5 12.8 4.4 4.2L19 7.5",
  close: "m6.5 6.5 11 11m0-11-11 11",
  external:
    "M9 6.5H6a1.5 1.5 0 0 0-1.5 1.5v10A1.5 1.5 0 0 0 6 19.5h10a1.5 1.5 0 0 0 1.5-1.5v-3M13 4.5h6.5V11M19 5l-8.5 8.5",
  sync: "M20 11.5a8 8 0 0 0-14.3-4.3L4 9m0-4.5V9h4.5M4 12.5a8 8 0 0 0 14.3 4.3L20 15m0 4.5V15h-4.5",
  sheet: "M5 4.5h14v15H5zM5 9.5h14M5 14.5h14M10.5 9.5v10",
  back: "m14.5 6-6 6 6 6",
  next: "m9.5 6 6 6-6 6",
  cross: "m7.5 7.5 9 9m0-9-9 9",
  cloud:
    "M4 4l16 16M8.6 8.2A6 6 0 0 0 6.6 10 4.3 4.3 0 0 0 7 18.5h9.6M19.6 17a3.9 3.9 0 0 0-2.4-6.9A6 6 0 0 0 12 6.5",
  pause: "M9 7v10M15 7v10",
  flask: "M9.5 4h5M10.5 4v6L5.2 18.2A1.2 1.2 0 0 0 6.2 20h11.6a1.2 1.2 0 0 0 1-1.8L13.5 10V4M8 15h8",
} as const;

export type IconName = keyof typeof paths;

/** A drawing beside words; it says nothing that the words do not, so screen readers pass over it. */
export const Icon = ({ name }: { readonly name: IconName }): ReactElement => (
  <svg
    className="icon"
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
);

import type { ReactElement, ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

interface NoticeProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What stands where a page has nothing to show: why, and what to do. */
export const Notice = ({ icon, title, children }: NoticeProps): ReactElement => (
  <div className="notice">
    <span className="notice-icon">
      <Icon name={icon} />
    </span>
    <h2>{title}</h2>
    {children}
  </div>
);

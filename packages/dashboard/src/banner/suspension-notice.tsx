import { type ReactElement, useState } from "react";
import type { Link } from "../model/link.ts";
import { sentenceOfFailure } from "../port/call-failure.ts";
import { useHome } from "../state/home-context.tsx";
import { useTenant } from "../state/tenant-context.tsx";
import { useSay } from "../state/toasts.tsx";
import { Icon } from "../ui/icon.tsx";

/** Stands where the schedule rests because every attempt failed, though no person need mend the link itself. */
export const SuspensionNotice = ({ link }: { readonly link: Link }): ReactElement => {
  const { desk } = useHome();
  const { learn } = useTenant();
  const say = useSay();
  const [isAsking, setIsAsking] = useState(false);
  const resume = async (): Promise<void> => {
    setIsAsking(true);
    try {
      learn(await desk.configure(link.tenant, { enabled: true }));
      say("Auto-sync is on again.");
    } catch (failure) {
      say(sentenceOfFailure(failure), "bad");
    } finally {
      setIsAsking(false);
    }
  };
  const times =
    link.polling.maxRetries === 1 ? "The last attempt" : `${link.polling.maxRetries} attempts in a row`;
  return (
    <section className="banner banner-rest" aria-label="Auto-sync rests">
      <span className="banner-icon">
        <Icon name="pause" />
      </span>
      <div className="banner-text">
        <p className="banner-title">Auto-sync rests</p>
        <p>{times} failed, so the sheet is looked at only once a day. Nothing is lost.</p>
      </div>
      <div className="banner-actions">
        <button
          type="button"
          className="button"
          aria-disabled={isAsking}
          onClick={isAsking ? undefined : () => void resume()}
        >
          Resume auto-sync
        </button>
      </div>
    </section>
  );
};

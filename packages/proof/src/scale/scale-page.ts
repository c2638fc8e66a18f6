import type { Morning } from "./simulate-morning.ts";

/** Google's default quotas (write requests a minute), and what we leave free for retries and people who click. */
export const QUOTA = { project: 300, user: 60, share: 0.8 } as const;

const number = (value: number): string => value.toLocaleString("en-US");

/** Six o'clock and so many minutes. */
const clockTime = (minutes: number): string => {
  const total = 6 * 60 + minutes;
  const day = total >= 1_440 ? " of the next day" : "";
  const hour = String(Math.floor(total / 60) % 24).padStart(2, "0");
  return `${hour}:${String(Math.floor(total % 60)).padStart(2, "0")}${day}`;
};

/** What follows from the quotas alone. */
export const onPaper = (tenants: number) => {
  const asked = QUOTA.project * QUOTA.share;
  return {
    /** Runs asked for in a minute. */
    asked,
    minutes: tenants / asked,
    /** The quota of the project at which all are done within the hour. */
    quotaForAnHour: Math.ceil(tenants / 60 / QUOTA.share),
    askedForAnHour: Math.ceil(tenants / 60),
    projectsForAnHour: Math.ceil(tenants / 60 / asked),
    /** All sheets through one account, which has a quota of its own. */
    minutesOfOneAccount: tenants / QUOTA.user,
  };
};

export interface ScaleFigures {
  readonly tenants: number;
  readonly usual: Morning;
  readonly hour: Morning;
}

const row = (
  name: string,
  { lastMinute, minuteOf, mostWritesInAMinute, refused, inOrder }: Morning,
): string =>
  `| ${[
    name,
    clockTime(minuteOf["10 %"]),
    clockTime(minuteOf["50 %"]),
    clockTime(minuteOf["90 %"]),
    `**${clockTime(lastMinute)}**`,
    number(mostWritesInAMinute),
    number(refused),
    inOrder ? "yes" : "NO",
  ].join(" | ")} |`;

/** The page, from what was simulated and what follows on paper. */
export const scalePage = ({ tenants, usual, hour }: ScaleFigures): string => {
  const paper = onPaper(tenants);
  return `<!-- Made by \`npm run scale\`. Change the script, not this page. -->

# ${number(tenants)} tenants, all due daily at six

Google counts requests, not rows: a run without trouble is **one write and no read**, however many records it carries (up to 5,000
or 2 MB). The default quota is ${QUOTA.project} writes a minute for a Cloud project and ${QUOTA.user} for an account. The dispatcher asks for
${number(paper.asked)} runs a minute: a fifth of the quota is left for retries, void receipts and people who click.

## On paper

- ${number(tenants)} runs / ${number(paper.asked)} a minute = ${number(Math.ceil(paper.minutes))} minutes: the last tenant is done at **${clockTime(Math.ceil(paper.minutes))}**. The database is no limit: a dispatch reads
  what it asks for, three pages a minute.
- **Order**: the longest overdue first. Slots are spread over ten minutes after six by the tenant's id, always the same, so
  each tenant has its own place in the row every day, and nobody is overtaken by a tenant that was due later.
- **Within one hour** it takes a quota of **${number(paper.quotaForAnHour)} writes a minute** (ask Google, or share the tenants among
  ${number(paper.projectsForAnHour)} projects with the default quota) and \`maxAsked: ${number(paper.askedForAnHour)}\`, in ${number(Math.ceil((paper.askedForAnHour * 3) / 60))} runs at a time if a run takes three seconds.
- **One account for all sheets** has ${QUOTA.user} writes a minute: ${number(Math.ceil(paper.minutesOfOneAccount / 60))} hours, more than a day holds. With an account for each
  tenant, as the product has it, that quota is never met: one run at a time and a write each.
- A schedule that is not finished when the next slot comes is not lost: the slot is the next one, with the records of both.

## Simulated

The real dispatcher and the real export on SQLite, a minute a step; a sink that counts requests and answers 429 above the quota.

| quota | a tenth is done at | half | nine tenths | all | most writes in a minute | answered 429 | in the order of their slots |
| --- | --- | --- | --- | --- | --- | --- | --- |
${row(`${number(QUOTA.project)} a minute (default)`, usual)}
${row(`${number(paper.quotaForAnHour)} a minute`, hour)}
`;
};

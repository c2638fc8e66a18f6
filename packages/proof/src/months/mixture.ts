import {
  type Frequency,
  type Ids,
  type TenantId,
  type TimeZone,
  tenantId,
  timeZone,
} from "@attendance-export/core";

/** One link of the crowd, before it is linked. */
export interface Member {
  readonly tenantId: TenantId;
  readonly accountEmail: string;
  readonly frequency: Frequency;
  readonly timeZone: TimeZone;
}

/** Half of them change their clocks within the ninety days, on four different week-ends; two have odd offsets. */
const zones = [
  "America/Toronto",
  "Europe/Berlin",
  "Australia/Sydney",
  "Pacific/Auckland",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "UTC",
].map(timeZone);

/** Of a hundred links. The crons stand on the hours that do not exist or happen twice, on work-days and on month's ends. */
const shares: readonly (readonly [number, Frequency])[] = [
  [1, "15min"],
  [2, "30min"],
  [7, "hourly"],
  [40, "daily"],
  [18, "weekly"],
  [10, { cron: "0 6 * * 1-5" }],
  [5, { cron: "30 2 * * *" }],
  [5, { cron: "30 1 * * *" }],
  [4, { cron: "15 8,12,17 * * 1-5" }],
  [4, { cron: "0 22 * * 5" }],
  [4, { cron: "0 7 1 * *" }],
];

/** Frequencies are dealt out by their shares, zones and accounts one after the other. */
export const memberOf = (index: number): Member => ({
  tenantId: tenantId(`tenant-${String(index).padStart(4, "0")}`),
  accountEmail: `admin-${index}@example.org`,
  frequency: frequencyAt((index * 37) % 100),
  timeZone: zones[index % zones.length] ?? timeZone("UTC"),
});

const frequencyAt = (place: number): Frequency => {
  let upTo = 0;
  for (const [share, frequency] of shares) {
    upTo += share;
    if (place < upTo) return frequency;
  }
  return "daily";
};

/** True once in so many draws. */
export const onceIn = (ids: Ids, times: number): boolean => ids.between(1, times) === 1;

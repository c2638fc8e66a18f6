import { ManualClock, type SheetsEmulator, startSheetsEmulator } from "@attendance-export/emulator-sheets";
import { watchCall } from "./discovery-watch.ts";
import { IdMap } from "./id-map.ts";
import type { Interaction, Recording } from "./recording.ts";

/** Headers by which a client decides; the others say where Google's servers stand. */
const comparedHeaders = ["content-type", "www-authenticate", "retry-after"];

/** What a conversation needs that happened before its first request. */
export interface Stage {
  readonly emulator: SheetsEmulator;
  readonly ids: IdMap;
  readonly email: string;
  /** The token to send; a preparation may change it. */
  token: string;
}

/** Makes ready what a conversation needs before its first request. */
export type Prepare = (stage: Stage) => void;

/** The account that made most recordings: its address stands in them. */
const recorder = "editor1@example.com";

function urlOf({ request }: Interaction, { emulator, ids }: Stage): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query)) {
    for (const one of typeof value === "string" ? [value] : value) query.append(name, ids.inText(one));
  }
  const text = query.toString();
  return `${emulator.url}${ids.inText(request.path)}${text === "" ? "" : `?${text}`}`;
}

async function compare(interaction: Interaction, stage: Stage): Promise<string[]> {
  const { request, response } = interaction;
  const body = stage.ids.inBody(request.body);
  const reply = await fetch(urlOf(interaction, stage), {
    method: request.method,
    headers: { authorization: `Bearer ${stage.token}`, "content-type": "application/json" },
    ...(request.body === null ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  const isJson = reply.headers.get("content-type")?.includes("json") === true;
  // The emulator's pages stand where it listens, Google's at docs.google.com.
  const read = text.replaceAll(stage.emulator.url, "https://docs.google.com");
  const actual = text === "" ? null : isJson ? JSON.parse(read) : read;
  const status =
    reply.status === response.status ? [] : [`status: recorded ${response.status}, got ${reply.status}`];
  const headers = comparedHeaders.flatMap((name) => {
    const got = reply.headers.get(name) ?? undefined;
    const recorded = response.headers[name];
    return got === recorded ? [] : [`header ${name}: recorded ${recorded}, got ${got}`];
  });
  return [...status, ...headers, ...stage.ids.differences(response.body, actual)];
}

/** Has the conversation with an emulator of its own, in order, and says what was different: one sentence a difference. */
export async function replay(recording: Recording, prepare?: Prepare): Promise<string[]> {
  const clock = new ManualClock(recording.recordedMs);
  const emulator = await startSheetsEmulator({ clock, seed: 7, observe: watchCall });
  try {
    const { accessToken } = emulator.accounts.add({ email: recorder });
    const stage: Stage = { emulator, ids: new IdMap(), email: recorder, token: accessToken };
    stage.ids.learn("PROJECT_NUMBER_1", emulator.accounts.client.projectNumber);
    prepare?.(stage);
    const differences: string[] = [];
    for (const [index, interaction] of recording.interactions.entries()) {
      const found = await compare(interaction, stage);
      const { method, path } = interaction.request;
      differences.push(...found.map((text) => `#${index} ${method} ${decodeURIComponent(path)} ${text}`));
    }
    return differences;
  } finally {
    await emulator.close();
  }
}

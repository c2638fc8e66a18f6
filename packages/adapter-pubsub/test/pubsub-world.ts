import type { ExportQueueSubject } from "@attendance-export/core/contract";
import { freshProjectId, GrpcFaultProxy } from "@attendance-export/google-emulators";
import { type Message, PubSub } from "@google-cloud/pubsub";
import { parseDeadLetter } from "../src/dead-letter-message.ts";
import { parseExportRequest } from "../src/export-request-message.ts";
import { PubSubExportQueue } from "../src/pubsub-export-queue.ts";

/** Both topics on the emulator, each with a subscription that reads along, and a way for the publisher that can fail. */
export interface PubSubWorld {
  readonly queue: PubSubExportQueue;
  /** The same, but with no more time for a publish than this, in milliseconds. */
  hasty(publishMs: number): PubSubExportQueue;
  readonly proxy: GrpcFaultProxy;
  /** Resolves once that many requests have arrived, to what arrived. */
  requests(count: number): Promise<readonly Message[]>;
  deadLetters(count: number): Promise<readonly Message[]>;
  deleteTopics(): Promise<void>;
  close(): Promise<void>;
}

const topics = { requests: "export-tenant-attendance", deadLetters: "dead-letters" };

/** A client that speaks to that address, whatever the environment says. */
const openClient = (projectId: string, host: string): PubSub =>
  new PubSub({ projectId, apiEndpoint: host, emulatorMode: true });

export const openPubSubWorld = async (host: string): Promise<PubSubWorld> => {
  const projectId = freshProjectId();
  const direct = openClient(projectId, host);
  const proxy = await GrpcFaultProxy.open(host);
  const publisher = openClient(projectId, proxy.host);
  const inboxes = {
    requests: await openInbox(direct, topics.requests),
    deadLetters: await openInbox(direct, topics.deadLetters),
  };
  return {
    queue: new PubSubExportQueue(publisher, topics),
    hasty: (publishMs) => new PubSubExportQueue(publisher, { ...topics, publishMs }),
    proxy,
    requests: inboxes.requests.arrived,
    deadLetters: inboxes.deadLetters.arrived,
    deleteTopics: async () => {
      for (const name of Object.values(topics)) await direct.topic(name).delete();
    },
    close: async () => {
      await Promise.all([inboxes.requests.close(), inboxes.deadLetters.close()]);
      await Promise.all([publisher.close(), direct.close()]);
      await proxy.close();
    },
  };
};

const openInbox = async (client: PubSub, name: string) => {
  const [topic] = await client.createTopic(name);
  const [subscription] = await topic.createSubscription(`${name}-reader`, { enableMessageOrdering: true });
  const messages: Message[] = [];
  let hear: () => void = () => undefined;
  subscription.on("message", (message: Message) => {
    message.ack();
    messages.push(message);
    hear();
  });
  return {
    arrived: (count: number): Promise<readonly Message[]> =>
      new Promise((resolve, reject) => {
        subscription.once("error", reject);
        hear = () => {
          if (messages.length >= count) resolve([...messages]);
        };
        hear();
      }),
    close: () => subscription.close(),
  };
};

/** A message as a function's trigger hands it on. */
const asDelivered = ({ data, attributes, id, publishTime }: Message) => ({
  data: data.toString("base64"),
  attributes,
  messageId: id,
  publishTime: publishTime.toISOString(),
});

/** A queue that gives up soon, with everything that arrived behind it. */
export const openQueueSubject = async (host: string): Promise<ExportQueueSubject> => {
  const world = await openPubSubWorld(host);
  const queue = world.hasty(900);
  // What Pub/Sub has taken arrives, though nobody knows when; so the back door waits for as many as were taken.
  const taken = { requests: 0, deadLetters: 0 };
  return {
    port: {
      ask: async (request) => {
        await queue.ask(request);
        taken.requests += 1;
      },
      bury: async (letter) => {
        await queue.bury(letter);
        taken.deadLetters += 1;
      },
    },
    backDoor: {
      delivered: async () =>
        (await world.requests(taken.requests)).map((message) => parseExportRequest(asDelivered(message))),
      buried: async () =>
        (await world.deadLetters(taken.deadLetters)).map((message) => parseDeadLetter(asDelivered(message))),
    },
    lever: {
      refuse: async () => {
        const fault = { kind: "status", status: 14, message: "The service is unavailable." } as const;
        world.proxy.rule = { when: "before", fault };
      },
      release: async () => {
        world.proxy.rule = undefined;
      },
    },
    // On this way there are none: the emulator asks for no credentials.
    secrets: () => [],
    close: world.close,
  };
};

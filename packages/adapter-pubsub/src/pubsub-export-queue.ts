import type { DeadLetter, ExportQueue, ExportRequest } from "@attendance-export/core";
import type { PubSub, Topic } from "@google-cloud/pubsub";
import { deadLetterMessage } from "./dead-letter-message.ts";
import { exportRequestMessage } from "./export-request-message.ts";
import type { OutgoingMessage } from "./message.ts";
import { PUBLISH_MS, publishOptions } from "./publish-options.ts";
import { pubsubFailure } from "./pubsub-failure.ts";

export interface PubSubQueueOptions {
  /** The topic of requests, one message a tenant. */
  readonly requests: string;
  /** The topic of failed runs, and of requests that Pub/Sub gave up delivering. */
  readonly deadLetters: string;
  /** Milliseconds after which a publish is given up, all its tries included. */
  readonly publishMs?: number;
}

/** The export queue on two topics. Resolves once Pub/Sub has stored the message. */
export class PubSubExportQueue implements ExportQueue {
  readonly #requests: Topic;
  readonly #deadLetters: Topic;

  constructor(pubsub: PubSub, { requests, deadLetters, publishMs = PUBLISH_MS }: PubSubQueueOptions) {
    this.#requests = pubsub.topic(requests, publishOptions(publishMs));
    this.#deadLetters = pubsub.topic(deadLetters, publishOptions(publishMs));
  }

  async ask(request: ExportRequest): Promise<void> {
    await publish(this.#requests, exportRequestMessage(request));
  }

  async bury(letter: DeadLetter): Promise<void> {
    await publish(this.#deadLetters, deadLetterMessage(letter));
  }
}

const publish = async (topic: Topic, message: OutgoingMessage): Promise<void> => {
  try {
    await topic.publishMessage(message);
  } catch (thrown) {
    // After a failure the client refuses the tenant's next messages, lest they overtake this one. Nothing rests on that
    // order across failures, and a tenant that can never be asked again is the worse fault.
    topic.resumePublishing(message.orderingKey);
    throw pubsubFailure(thrown);
  }
};

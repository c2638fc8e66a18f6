import type { Message, Subscription } from "@google-cloud/pubsub";

/** A message on its way to a function. */
export interface Delivery {
  readonly topic: string;
  readonly subscription: string;
  readonly deliveryAttempt?: number;
  readonly message: {
    /** base64 */
    readonly data: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly messageId: string;
    readonly publishTime: string;
  };
}

/** Eventarc gives every delivery a trace; one for all will do here. */
const TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/** Hands a message to a function as Eventarc does, and tells whether it took it. */
export const deliver = async (url: string, { topic, ...body }: Delivery): Promise<boolean> => {
  const { messageId, publishTime } = body.message;
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "ce-specversion": "1.0",
      "ce-id": messageId,
      "ce-time": publishTime,
      "ce-type": "google.cloud.pubsub.topic.v1.messagePublished",
      "ce-source": `//pubsub.googleapis.com/${topic}`,
      "ce-traceparent": TRACE,
    },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.ok;
};

/**
 * Delivers a subscription's messages to a function as Pub/Sub does in production: with the number of the delivery,
 * acknowledged by any 2xx. The emulator's own push leaves that number out and runs two requests at a time.
 */
export const relay = (subscription: Subscription, topic: string, url: () => string): void => {
  subscription.on("message", (message: Message) => {
    const delivery: Delivery = {
      topic,
      subscription: subscription.name,
      deliveryAttempt: message.deliveryAttempt,
      message: {
        data: message.data.toString("base64"),
        attributes: message.attributes,
        messageId: message.id,
        publishTime: message.publishTime.toISOString(),
      },
    };
    deliver(url(), delivery).then(
      (isTaken) => (isTaken ? message.ack() : message.nack()),
      // The function's process is gone: Pub/Sub would try again too.
      () => message.nack(),
    );
  });
};

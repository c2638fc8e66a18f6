export { parseDeadLetter } from "./dead-letter-message.ts";
export { parseExportRequest } from "./export-request-message.ts";
export type { DeliveredMessage } from "./message.ts";
export { PubSubExportQueue, type PubSubQueueOptions } from "./pubsub-export-queue.ts";

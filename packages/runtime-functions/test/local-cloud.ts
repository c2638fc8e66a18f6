import { randomBytes } from "node:crypto";
import type { ExportRequest } from "@attendance-export/core";
import { FcmEmulator } from "@attendance-export/emulator-fcm";
import {
  type ObservedCall,
  type SheetsEmulator,
  startSheetsEmulator,
} from "@attendance-export/emulator-sheets";
import { freshProjectId } from "@attendance-export/google-emulators";
import { PubSub, type Subscription } from "@google-cloud/pubsub";
import { deleteApp, initializeApp } from "firebase-admin/app";
import { type Firestore, getFirestore } from "firebase-admin/firestore";
import { topics } from "../src/settings.ts";
import { FunctionsProcess } from "./functions-process.ts";
import { secretsInLog } from "./log-secrets.ts";
import { type MailBox, openMailBox } from "./mail-box.ts";
import { deliver, relay } from "./message-relay.ts";
import { type MetadataServer, startMetadataServer } from "./metadata-server.ts";

/** Where Google's emulators are. */
export interface EmulatorHosts {
  readonly firestore: string;
  readonly pubsub: string;
  readonly auth?: string;
}

export interface LocalCloudOptions {
  /** What the functions' environment is to have otherwise. */
  readonly env?: NodeJS.ProcessEnv;
  /** The build of the functions to be hosted; their sources without it. */
  readonly module?: string;
  /** Where the functions find Firestore, if not where the test does: a proxy. */
  readonly functionsFirestore?: string;
}

const REDIRECT_URL = "https://attendance.example.org/oauth/callback";
const DASHBOARD = "https://attendance.example.org";
/** As deploy/deploy.sh sets it; fewer the emulator does not take. */
export const DELIVERIES = 5;

/**
 * The whole product on this machine, on Google's own emulators: topics with their dead letters, the functions in a process
 * of their own, and what stands for Sheets, FCM and the mail server. Each on a project of its own.
 */
export class LocalCloud implements AsyncDisposable {
  readonly projectId = freshProjectId();
  readonly keyRing = JSON.stringify({
    keys: [{ id: "key-1", secret: randomBytes(32).toString("base64url") }],
  });
  /** Sees every call to Google that was answered. */
  onGoogleCall: (call: ObservedCall) => void = () => undefined;
  #byHand = 0;
  readonly #hosts: EmulatorHosts;
  readonly #closing: (() => Promise<unknown>)[] = [];
  #sheets: SheetsEmulator | undefined;
  #fcm: FcmEmulator | undefined;
  #mails: MailBox | undefined;
  #metadata: MetadataServer | undefined;
  #functions: FunctionsProcess | undefined;
  #firestore: Firestore | undefined;
  #pubsub: PubSub | undefined;

  private constructor(hosts: EmulatorHosts) {
    this.#hosts = hosts;
  }

  static async open(hosts: EmulatorHosts, options: LocalCloudOptions = {}): Promise<LocalCloud> {
    const cloud = new LocalCloud(hosts);
    await cloud.#openServices();
    await cloud.#startFunctions(options);
    await cloud.#makeTopics();
    return cloud;
  }

  get sheets(): SheetsEmulator {
    return opened(this.#sheets);
  }
  get fcm(): FcmEmulator {
    return opened(this.#fcm);
  }
  get mails(): MailBox {
    return opened(this.#mails);
  }
  get functions(): FunctionsProcess {
    return opened(this.#functions);
  }
  /** Past the functions and whatever stands before them. */
  get firestore(): Firestore {
    return opened(this.#firestore);
  }
  get pubsub(): PubSub {
    return opened(this.#pubsub);
  }

  /** What Cloud Scheduler does. */
  async publishSchedule(): Promise<void> {
    await this.pubsub.topic(topics.schedule).publishMessage({ data: Buffer.from("{}") });
  }

  /** Hands one request straight to the function that runs exports; resolves once that has answered. */
  request(request: ExportRequest): Promise<boolean> {
    this.#byHand += 1;
    return deliver(this.functions.urls.exportTenantAttendance ?? "", {
      topic: topics.requests,
      subscription: "by-hand",
      message: {
        data: Buffer.from(JSON.stringify(request)).toString("base64"),
        attributes: {},
        messageId: `by-hand-${this.#byHand}`,
        publishTime: new Date().toISOString(),
      },
    });
  }

  /** Everything that the functions logged is looked through, whatever the test was about. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const close of this.#closing.toReversed()) await close();
    const secrets = secretsInLog(this);
    if (secrets.length > 0) throw new Error(`the functions logged ${secrets.length} secrets`);
  }

  async #openServices(): Promise<void> {
    const sheets = await startSheetsEmulator({ observe: (call) => this.onGoogleCall(call) });
    sheets.accounts.changeClient(sheets.accounts.client.clientId, { redirectUris: [REDIRECT_URL] });
    this.#sheets = sheets;
    const fcm = await FcmEmulator.start();
    this.#fcm = fcm;
    const mails = await openMailBox();
    this.#mails = mails;
    const metadata = await startMetadataServer();
    this.#metadata = metadata;
    const app = initializeApp({ projectId: this.projectId }, this.projectId);
    this.#firestore = getFirestore(app);
    this.#firestore.settings({ host: this.#hosts.firestore, ssl: false });
    const { projectId } = this;
    this.#pubsub = new PubSub({ projectId, apiEndpoint: this.#hosts.pubsub, emulatorMode: true });
    this.#closing.push(
      () => sheets.close(),
      () => fcm.close(),
      () => mails.close(),
      () => metadata.close(),
      () => deleteApp(app),
      () => this.pubsub.close(),
    );
  }

  async #startFunctions({ env, module, functionsFirestore }: LocalCloudOptions): Promise<void> {
    const { clientId, clientSecret } = this.sheets.accounts.client;
    const settings = {
      GCLOUD_PROJECT: this.projectId,
      FIREBASE_CONFIG: JSON.stringify({ projectId: this.projectId }),
      FIRESTORE_EMULATOR_HOST: functionsFirestore ?? this.#hosts.firestore,
      PUBSUB_EMULATOR_HOST: this.#hosts.pubsub,
      ...(this.#hosts.auth === undefined ? {} : { FIREBASE_AUTH_EMULATOR_HOST: this.#hosts.auth }),
      GCE_METADATA_HOST: opened(this.#metadata).host,
      METADATA_SERVER_DETECTION: "assume-present",
      FCM_PORT: String(this.fcm.port),
      FCM_CERTIFICATE: this.fcm.certificate,
      ATTENDANCE_EXPORT_GOOGLE_EMULATOR: this.sheets.url,
      ATTENDANCE_EXPORT_GOOGLE_CLIENT_ID: clientId,
      ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET: clientSecret,
      ATTENDANCE_EXPORT_GOOGLE_REDIRECT_URL: REDIRECT_URL,
      ATTENDANCE_EXPORT_DASHBOARD_ORIGIN: DASHBOARD,
      ATTENDANCE_EXPORT_ALERTS_FROM: "Attendance Export <export@example.org>",
      ATTENDANCE_EXPORT_ALERTS_TO: "operators@example.org",
      ATTENDANCE_EXPORT_KEY_RING: this.keyRing,
      ATTENDANCE_EXPORT_SMTP_URL: this.mails.url,
      ...env,
    };
    this.#functions = await FunctionsProcess.start(settings, module);
    this.#closing.push(() => this.functions.stop());
  }

  /** As deploy/deploy.sh makes them, but with retries after a moment: nobody waits five minutes here. */
  async #makeTopics(): Promise<void> {
    const [deadLetters] = await this.pubsub.createTopic(topics.deadLetters);
    const soon = { retryPolicy: { minimumBackoff: { nanos: 1e8 }, maximumBackoff: { seconds: 1 } } };
    const dead = { deadLetterPolicy: { deadLetterTopic: deadLetters.name, maxDeliveryAttempts: DELIVERIES } };
    await this.#deliver(topics.schedule, "exportAttendanceData", soon);
    await this.#deliver(topics.requests, "exportTenantAttendance", { ...soon, ...dead });
    await this.#deliver(topics.deadLetters, "escalateFailedExport", soon);
  }

  async #deliver(topicName: string, functionName: string, policy: object): Promise<void> {
    const [topic] = await this.pubsub.topic(topicName).get({ autoCreate: true });
    const [subscription]: [Subscription, unknown] = await topic.createSubscription(
      `${topicName}-to-function`,
      {
        ackDeadlineSeconds: 600,
        ...policy,
      },
    );
    relay(subscription, topicName, () => this.functions.urls[functionName] ?? "");
    this.#closing.push(() => subscription.close());
  }
}

const opened = <Part>(part: Part | undefined): Part => {
  if (part === undefined) throw new Error("the cloud is not open yet");
  return part;
};

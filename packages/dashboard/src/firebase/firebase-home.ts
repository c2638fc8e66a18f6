import { type FirebaseOptions, initializeApp } from "firebase/app";
import {
  type Auth,
  browserLocalPersistence,
  browserPopupRedirectResolver,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  signOut,
} from "firebase/auth";
import { connectFirestoreEmulator, type Firestore, getFirestore } from "firebase/firestore";
import { connectFunctionsEmulator, type Functions, getFunctions } from "firebase/functions";
import { HttpApi, segment } from "../http/http-api.ts";
import { HttpLinkDesk } from "../http/http-link-desk.ts";
import { HttpRunArchive } from "../http/http-run-archive.ts";
import { linkOf, linkWire } from "../http/wire.ts";
import type { Home } from "../port/home.ts";
import { CallableConsent } from "./callable-consent.ts";
import { FirebaseSession } from "./firebase-session.ts";
import { FirestoreLinkFeed } from "./firestore-link-feed.ts";

/** Where Google's emulators are, if they stand for Firebase: `http://host:port` of Auth, `host:port` of the others. */
interface FirebaseEmulators {
  readonly auth: string;
  readonly firestore: string;
  readonly functions: string;
}

export interface FirebaseHomeOptions {
  readonly firebase: FirebaseOptions;
  readonly emulators?: FirebaseEmulators | undefined;
  readonly region?: string | undefined;
  /** Where the HTTP API is; the page's own server without it. */
  readonly base?: string;
}

/** The page on Firebase Hosting: accounts by Firebase Auth, news by Firestore, everything else by the HTTP API. */
export const firebaseHome = ({ firebase, emulators, region, base = "" }: FirebaseHomeOptions): Home => {
  const app = initializeApp(firebase);
  const auth = initializeAuth(app, {
    persistence: [indexedDBLocalPersistence, browserLocalPersistence],
    popupRedirectResolver: browserPopupRedirectResolver,
  });
  const firestore = getFirestore(app);
  const functions = getFunctions(app, region);
  if (emulators !== undefined) useEmulators({ auth, firestore, functions }, emulators);
  const api = new HttpApi({
    base,
    bearer: async () => {
      await auth.authStateReady();
      return auth.currentUser?.getIdToken();
    },
    onSignedOut: () => void signOut(auth),
  });
  const details = async (tenant: string) =>
    linkOf(await api.ask(linkWire, `/api/v1/links/${segment(tenant)}`));
  return {
    session: new FirebaseSession(auth),
    feed: new FirestoreLinkFeed(firestore, async (tenant) => {
      const { records, sheetUrl, sheetTitle, columns, running } = await details(tenant);
      return { records, sheetUrl, sheetTitle, columns, running };
    }),
    desk: new HttpLinkDesk(api),
    archive: new HttpRunArchive(api),
    consent: new CallableConsent(functions),
    operator: undefined,
    demo: undefined,
  };
};

interface Services {
  readonly auth: Auth;
  readonly firestore: Firestore;
  readonly functions: Functions;
}

const useEmulators = ({ auth, firestore, functions }: Services, where: FirebaseEmulators): void => {
  connectAuthEmulator(auth, where.auth, { disableWarnings: true });
  connectFirestoreEmulator(firestore, ...hostAndPort(where.firestore));
  connectFunctionsEmulator(functions, ...hostAndPort(where.functions));
};

const hostAndPort = (address: string): [host: string, port: number] => {
  const { hostname, port } = new URL(`http://${address}`);
  return [hostname, Number(port)];
};

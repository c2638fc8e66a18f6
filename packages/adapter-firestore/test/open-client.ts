import { deleteApp, initializeApp } from "firebase-admin/app";
import { openFirestore } from "../src/open-firestore.ts";

/** A client of its own, as every process has one. */
export const openClient = (projectId: string, host: string, deadlineMs?: number) => {
  const app = initializeApp({ projectId }, `${projectId}-${Math.random()}`);
  return {
    firestore: openFirestore(app, { host, ...(deadlineMs === undefined ? {} : { deadlineMs }) }),
    close: () => deleteApp(app),
  };
};

/** How Google answers a send that it does not take. */
export interface Answer {
  readonly status: number;
  /** JSON, or text as it is. */
  readonly body: object | string;
}

const FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";

const error = (code: number, status: string, message: string, errorCode?: string): Answer => ({
  status: code,
  body: {
    error: {
      code,
      message,
      status,
      ...(errorCode === undefined ? {} : { details: [{ "@type": FCM_ERROR, errorCode }] }),
    },
  },
});

/** What can be the matter with a device, with us or with the service. Sources: FCM's error codes, and bodies seen in the field. */
export const answers = {
  unregistered: error(404, "NOT_FOUND", "Requested entity was not found.", "UNREGISTERED"),
  "invalid token": error(
    400,
    "INVALID_ARGUMENT",
    "The registration token is not a valid FCM registration token",
    "INVALID_ARGUMENT",
  ),
  "other sender": error(403, "PERMISSION_DENIED", "SenderId mismatch", "SENDER_ID_MISMATCH"),
  "no rights": error(403, "PERMISSION_DENIED", "Permission 'cloudmessaging.messages.create' denied"),
  "no project": error(404, "NOT_FOUND", "Requested entity was not found."),
  "push service refuses us": error(
    401,
    "UNAUTHENTICATED",
    "Auth error from APNS or Web Push Service",
    "THIRD_PARTY_AUTH_ERROR",
  ),
  "too many messages": error(429, "RESOURCE_EXHAUSTED", "Quota exceeded", "QUOTA_EXCEEDED"),
  unavailable: error(503, "UNAVAILABLE", "The service is currently unavailable.", "UNAVAILABLE"),
  "internal error": error(500, "INTERNAL", "Internal error encountered.", "INTERNAL"),
  "gateway error": { status: 502, body: "<html>502 Bad Gateway</html>" },
} as const satisfies Readonly<Record<string, Answer>>;

/** `silent`: no answer comes as long as the caller waits. `reset`: the connection goes instead of an answer. */
export type DeviceTrouble = keyof typeof answers | "silent" | "reset";

/** A call of an emulated API together with what went back over the wire. */
export interface ObservedCall {
  readonly service: string;
  /** As in the discovery document. */
  readonly method: string;
  readonly query: URLSearchParams;
  readonly requestBody: string;
  readonly status: number;
  readonly replyBody: string;
}

/** Sees every answered call: for tests that hold all of them to a rule. */
export type Observe = (call: ObservedCall) => void;

/** As much of a link as these tests look at. */
interface ShownLink {
  readonly status?: string;
  readonly records?: { readonly waiting: number };
  readonly polling?: { readonly maxRetries: number };
}

interface FeedEvent {
  readonly event: string;
  readonly id: string;
  readonly data: ShownLink;
}

/** Server-sent events, read as a page reads them that must show a token: by `fetch`. */
export class Feed {
  readonly #reader: ReadableStreamDefaultReader<string> | undefined;
  #text = "";

  constructor(answer: Response) {
    this.#reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next event of that name that is as wanted; what comes before is passed over. */
  async until(event: string, wanted: (data: ShownLink) => boolean): Promise<FeedEvent> {
    for (;;) {
      const heard = await this.#next();
      if (heard.event === event && wanted(heard.data)) return heard;
    }
  }

  async #next(): Promise<FeedEvent> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
        if (field("event") === "") continue;
        return { event: field("event"), id: field("id"), data: JSON.parse(field("data")) as ShownLink };
      }
      const { value, done } = (await this.#reader?.read()) ?? { value: undefined, done: true };
      if (done) throw new Error("the feed ended");
      this.#text += value;
    }
  }
}

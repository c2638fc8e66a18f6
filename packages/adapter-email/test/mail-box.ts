import { buffer } from "node:stream/consumers";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** Unlike anything else here, so that it is found wherever it leaks. */
export const PASSWORD = "canary-password-5c1d";

export interface MailBox {
  readonly url: string;
  /** Every mail that was taken, read as a mail program reads it. */
  readonly mails: readonly Email[];
  /** While true, every mail is refused, in words that repeat the password. */
  isRefusing: boolean;
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is sent. */
export const openMailBox = async (): Promise<MailBox> => {
  const mails: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "" }),
    onData: (stream, _session, done) => {
      buffer(stream).then(
        async (bytes) => {
          if (box.isRefusing) return done(new Error(`no thanks, ${PASSWORD}`));
          mails.push(await PostalMime.parse(bytes));
          return done(null);
        },
        (failure: Error) => done(failure),
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const box: MailBox = {
    url: `smtp://operator:${PASSWORD}@127.0.0.1:${port}`,
    mails,
    isRefusing: false,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return box;
};

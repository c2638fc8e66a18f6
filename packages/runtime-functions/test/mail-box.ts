import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A mail server on this machine that keeps what it is sent. */
export interface MailBox {
  readonly url: string;
  /** Each mail as it came over the wire. */
  readonly mails: readonly string[];
  close(): Promise<void>;
}

export const MAIL_PASSWORD = "canary-mail-password";

export const openMailBox = async (): Promise<MailBox> => {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "" }),
    onData: (stream, _session, done) => {
      text(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (failure: Error) => done(failure),
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `smtp://operator:${MAIL_PASSWORD}@127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

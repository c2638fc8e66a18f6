import assert from "node:assert/strict";

/** What every test runner has; the kit imports none. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void>) => void;
}

/** A subject of a proof: the port under test, what proves beside it, and its end. */
export interface Closable {
  close(): Promise<void>;
}

/** A promise of a port: resolves if the subject keeps it. */
export type Guarantee<Subject> = (subject: Subject) => Promise<void>;

/** A port's whole promise, as data: sentences mapped to proofs, so that it can be run, listed and sabotaged. */
export interface Contract<Subject, Sentence extends string> {
  /** The port's name. */
  readonly port: string;
  readonly guarantees: Readonly<Record<Sentence, Guarantee<Subject>>>;
}

/** One adapter to be held to a contract. */
export interface Verification<Subject, Sentence extends string> {
  readonly adapter: string;
  /** A fresh subject that shares nothing with another one, for each guarantee. */
  readonly open: () => Promise<Subject>;
  /** Promises this adapter cannot keep, each with its reason. */
  readonly except?: Partial<Readonly<Record<Sentence, string>>>;
}

/** For each guarantee an adapter that breaks it; total, so that a guarantee without a saboteur does not compile. */
export type Saboteurs<Subject, Sentence extends string> = Readonly<Record<Sentence, () => Promise<Subject>>>;

const prove = async <Subject extends Closable>(
  open: () => Promise<Subject>,
  guarantee: Guarantee<Subject>,
): Promise<void> => {
  const subject = await open();
  try {
    await guarantee(subject);
  } finally {
    await subject.close();
  }
};

const sentences = <Subject, Sentence extends string>(
  contract: Contract<Subject, Sentence>,
): readonly (readonly [Sentence, Guarantee<Subject>])[] =>
  Object.entries(contract.guarantees) as [Sentence, Guarantee<Subject>][];

/** Holds an adapter to every guarantee of a port. */
export const verify = <Subject extends Closable, Sentence extends string>(
  { describe, it }: Runner,
  contract: Contract<Subject, Sentence>,
  { adapter, open, except = {} }: Verification<Subject, Sentence>,
): void => {
  describe(`${adapter} is a ${contract.port}`, () => {
    for (const [sentence, guarantee] of sentences(contract)) {
      const reason = (except as Partial<Record<Sentence, string>>)[sentence];
      if (reason === undefined) it(sentence, () => prove(open, guarantee));
      // An exemption is a test too: it fails on the day the guarantee starts to hold.
      else it(`${sentence} [exempt: ${reason}]`, () => assert.rejects(prove(open, guarantee)));
    }
  });
};

/** Proves the proofs: each guarantee must catch its saboteur. */
export const verifyContract = <Subject extends Closable, Sentence extends string>(
  { describe, it }: Runner,
  contract: Contract<Subject, Sentence>,
  saboteurs: Saboteurs<Subject, Sentence>,
): void => {
  describe(`the contract of ${contract.port}`, () => {
    for (const [sentence, guarantee] of sentences(contract))
      it(`catches the saboteur of “${sentence}”`, () =>
        assert.rejects(prove(saboteurs[sentence], guarantee), assert.AssertionError));
  });
};

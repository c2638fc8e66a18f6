import type { SeededRandom } from "../random/seeded-random.ts";
import type { NewClient, OAuthClient } from "./oauth-client.ts";

/** What Google's console can change about a client later. */
export type ClientChanges = Partial<
  Pick<
    OAuthClient,
    | "appName"
    | "redirectUris"
    | "isTesting"
    | "isDeleted"
    | "isSheetsEnabled"
    | "isDriveEnabled"
    | "clientSecret"
  >
>;

/** The OAuth clients of every Cloud project. */
export class Clients {
  readonly #random: SeededRandom;
  readonly #clients: Map<string, OAuthClient>;

  constructor(random: SeededRandom, known: readonly OAuthClient[] = []) {
    this.#random = random;
    this.#clients = new Map(known.map((client) => [client.clientId, client]));
  }

  add(client: NewClient): OAuthClient {
    const { projectNumber, appName = "An app in development", redirectUris = [], isTesting = false } = client;
    const drawnId = `${projectNumber}-${this.#random.text(12).toLowerCase()}.apps.googleusercontent.com`;
    const drawnSecret = `GOCSPX-${this.#random.text(28)}`;
    const added: OAuthClient = {
      clientId: client.clientId ?? drawnId,
      clientSecret: client.clientSecret ?? drawnSecret,
      projectNumber,
      appName,
      redirectUris,
      isTesting,
      isDeleted: false,
      isSheetsEnabled: true,
      isDriveEnabled: true,
    };
    this.#clients.set(added.clientId, added);
    return added;
  }

  /** The id of the client that was asked for, or of the first there is; from an earlier start one may be known already. */
  choose({ clientId, ...wanted }: Partial<NewClient>): string {
    const known = clientId === undefined ? this.list()[0] : this.find(clientId);
    if (known === undefined) {
      const named = clientId === undefined ? {} : { clientId };
      return this.add({ projectNumber: "123456789012", ...wanted, ...named }).clientId;
    }
    const { projectNumber: _fixed, ...changes } = wanted;
    this.change(known.clientId, changes);
    return known.clientId;
  }

  find(clientId: string): OAuthClient | undefined {
    return this.#clients.get(clientId);
  }

  change(clientId: string, changes: ClientChanges): void {
    const client = this.#clients.get(clientId);
    if (client === undefined) throw new Error(`no OAuth client ${clientId}`);
    this.#clients.set(clientId, { ...client, ...changes });
  }

  /** In the order of their making. */
  list(): readonly OAuthClient[] {
    return [...this.#clients.values()];
  }
}

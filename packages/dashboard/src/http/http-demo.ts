import * as z from "zod/mini";
import type { Demo, Trouble } from "../port/demo.ts";
import { type HttpApi, segment } from "./http-api.ts";

const document = z.object({
  troubles: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(["switch", "action"]),
      title: z.string(),
      description: z.string(),
      active: z.boolean(),
      tenantOnly: z.boolean(),
    }),
  ),
});

/** The demo's switches, by its HTTP API. */
export class HttpDemo implements Demo {
  readonly #api: HttpApi;
  /** Troubles of one tenant alone, as far as the server has told. */
  #ofTenant: ReadonlySet<string> = new Set();

  constructor(api: HttpApi) {
    this.#api = api;
  }

  troubles(tenant: string): Promise<readonly Trouble[]> {
    return this.#read(`/api/demo?${new URLSearchParams({ tenant })}`);
  }

  async turn(name: string, active: boolean, tenant: string): Promise<readonly Trouble[]> {
    await this.#send(name, { active }, tenant);
    return this.troubles(tenant);
  }

  async act(name: string, tenant: string): Promise<readonly Trouble[]> {
    await this.#send(name, {}, tenant);
    return this.troubles(tenant);
  }

  async #send(name: string, body: object, tenant: string): Promise<void> {
    const ofTenant = this.#ofTenant.has(name) ? { tenant } : {};
    await this.#api.send(`/api/demo/${segment(name)}`, { method: "POST", body: { ...body, ...ofTenant } });
  }

  async #read(path: string): Promise<readonly Trouble[]> {
    const { troubles } = await this.#api.ask(document, path);
    this.#ofTenant = new Set(troubles.filter(({ tenantOnly }) => tenantOnly).map(({ name }) => name));
    return troubles.map(({ tenantOnly: _, ...trouble }) => trouble);
  }
}

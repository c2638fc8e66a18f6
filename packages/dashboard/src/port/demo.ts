/** A way to break the demo: a switch that stays, or an action that happens once. */
export interface Trouble {
  readonly name: string;
  readonly kind: "switch" | "action";
  readonly title: string;
  readonly description: string;
  readonly active: boolean;
}

/** What the demo lets a visitor break and heal. Rejects with a `CallFailure` and nothing else. */
export interface Demo {
  /** What there is, and how the switches stand for this tenant. */
  troubles(tenant: string): Promise<readonly Trouble[]>;
  /** Turns a switch; calling again changes nothing. */
  turn(name: string, active: boolean, tenant: string): Promise<readonly Trouble[]>;
  /** Does an action; calling again does it again. */
  act(name: string, tenant: string): Promise<readonly Trouble[]>;
}

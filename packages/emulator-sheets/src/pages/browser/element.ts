/** What an element may be given. Text only ever becomes text: nothing here reads HTML, so what stands in a cell stays inert. */
export interface Properties {
  readonly class?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly style?: string;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
}

/** Makes an element with children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  const { class: className, text, title, attributes = {}, style, on = {} } = properties;
  if (className !== undefined) made.className = className;
  if (text !== undefined) made.textContent = text;
  if (title !== undefined) made.title = title;
  if (style !== undefined) made.style.cssText = style;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  for (const [event, handler] of Object.entries(on)) made.addEventListener(event, handler);
  made.append(...children);
  return made;
}

/** The element of the page with this id; the page is served with all of them. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element #${id}`);
  return found as Kind;
}

const numbers = new Intl.NumberFormat("en");

/** `1,000,000` */
export const grouped = (value: number): string => numbers.format(value);

/** `1 row`, `2 rows` */
export const counted = (count: number, noun: string): string =>
  `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;

/** The clock time of the emulator, in UTC: `08:00:03`. */
export const clockTime = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

/** `A`, `B`, … `ZZZ` for a column that counts from 0. */
export function columnLetters(index: number): string {
  let letters = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

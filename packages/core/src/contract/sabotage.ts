/**
 * A port with some of its methods replaced and the others as they were. Not a spread: methods of a class are not its own
 * properties, and private state is reached only through the object itself.
 */
export const withMethods = <Port extends object>(port: Port, replaced: Partial<Port>): Port =>
  new Proxy(port, {
    get: (honest, name) => {
      const method: unknown = Reflect.get(Object.hasOwn(replaced, name) ? replaced : honest, name);
      return typeof method === "function" ? method.bind(honest) : method;
    },
  });

/** Turns honest subjects into broken ones: replaces methods of their port by ones that break a promise. */
export const saboteurOf =
  <Port extends object, Subject extends { readonly port: Port }>(open: () => Promise<Subject>) =>
  (spoil: (honest: Subject) => Partial<Subject["port"]>) =>
  async (): Promise<Subject> => {
    const subject = await open();
    return { ...subject, port: withMethods(subject.port, spoil(subject)) };
  };

type Method = (...given: readonly unknown[]) => Promise<unknown>;

/** Wraps every method of a port in the same way. */
export const withEveryMethod = <Port extends object>(port: Port, wrap: (call: Method) => Method): Port =>
  new Proxy(port, {
    get: (honest, name) => {
      const method: unknown = Reflect.get(honest, name);
      return typeof method === "function" ? wrap(method.bind(honest)) : method;
    },
  });

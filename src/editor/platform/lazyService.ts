/** The methods of a service; all return promises. */
type Methods = Readonly<Record<PropertyKey, (...args: readonly unknown[]) => Promise<unknown>>>;

/** Returns a service whose methods load it on their first call. All methods of the service return promises. */
export function lazyService<Service extends object>(load: () => Promise<Service>): Service {
  const call =
    (name: PropertyKey) =>
    async (...args: readonly unknown[]): Promise<unknown> => {
      const loaded = (await load()) as Methods;
      return loaded[name]?.(...args);
    };
  return new Proxy({} as Service, {
    // An object with a method `then` would act as a promise.
    get: (_target, name) => (name === 'then' ? undefined : call(name)),
  });
}

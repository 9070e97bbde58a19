/** The methods of a service; all return promises. */
type Methods = Readonly<Record<PropertyKey, (...args: readonly unknown[]) => Promise<unknown>>>;

/**
 * Returns a service whose methods load it on their first call. All methods of the service return promises.
 *
 * @param check called with the name of a method before it runs; the call rejects with what it throws
 */
export function lazyService<Service extends object>(
  load: () => Promise<Service>,
  check: (method: keyof Service) => void = () => {},
): Service {
  const call =
    (name: PropertyKey) =>
    async (...args: readonly unknown[]): Promise<unknown> => {
      check(name as keyof Service);
      const loaded = (await load()) as Methods;
      return loaded[name]?.(...args);
    };
  return new Proxy({} as Service, {
    // An object with a method `then` would act as a promise.
    get: (_target, name) => (name === 'then' ? undefined : call(name)),
  });
}

/** Returns an object that is like another one, but for some of its methods; the others run on the original. */
export const withMethods = <T extends object>(original: T, methods: Partial<T>): T =>
  new Proxy(original, {
    get: (target, name) => {
      if (Object.hasOwn(methods, name)) return Reflect.get(methods, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

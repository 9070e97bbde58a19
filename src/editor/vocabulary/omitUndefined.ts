/** Returns an object without its properties that are undefined: for what is compared, sent or shown as a whole. */
export function omitUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

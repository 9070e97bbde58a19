import type { FileEntry, KeyPath } from '../../formats/fileFormat.ts';
import { KeyPathMap } from '../../formats/keyPathMap.ts';
import type { Field } from '../field.ts';
import { type Meaning, plainName } from '../fieldNames.ts';
import { isAddressOfOtherService } from '../otherServices.ts';

const OMF_CREDENTIALS: ReadonlyMap<string, Field> = new Map([
  ['id', 'clientId'],
  ['password', 'clientSecret'],
]);

/** Keys for an address of OMF messages, and for a destination that isn't the service, in lower case and without punctuation. */
const OMF_KEYS: ReadonlySet<string> = new Set(['omfendpoint', 'omfuri', 'omfurl']);
const PI_KEY = 'pi';
const isOn = (value: string): boolean => !/^(?:|false|no|off|0)$/i.test(value);

/**
 * Returns a function that tells what `id` and `password` mean beside an address of OMF messages: samples have the client of the
 * service there, unless they send to PI.
 */
export function omfCredentials(entries: readonly FileEntry[]): (keyPath: KeyPath) => Meaning | undefined {
  const nameOf = (keyPath: KeyPath) => plainName(keyPath.at(-1) ?? '');
  const addresses = entries.filter(({ keyPath }) => OMF_KEYS.has(nameOf(keyPath)));
  const isForPi = () => entries.some(({ keyPath, value }) => nameOf(keyPath) === PI_KEY && isOn(value));
  const isStrange = () => addresses.some(({ value }) => isAddressOfOtherService(value));
  if (addresses.length === 0 || isForPi() || isStrange()) return () => undefined;
  // The object itself, and those beside it, which have the same one around them.
  const around = (keyPath: KeyPath) => [...keyPath.slice(0, -2), `${keyPath.length}`];
  const near = new KeyPathMap<true>();
  for (const { keyPath } of addresses) near.set(around(keyPath), true);
  const named = new KeyPathMap<Set<string>>();
  for (const { keyPath } of entries) {
    const name = nameOf(keyPath);
    if (!OMF_CREDENTIALS.has(name)) continue;
    const object = keyPath.slice(0, -1);
    named.set(object, (named.get(object) ?? new Set()).add(name));
  }
  return keyPath => {
    const field = OMF_CREDENTIALS.get(nameOf(keyPath));
    if (!field || !near.get(around(keyPath))) return undefined;
    const isPair = named.get(keyPath.slice(0, -1))?.size === OMF_CREDENTIALS.size;
    return isPair ? { field, before: '', isVague: false } : undefined;
  };
}

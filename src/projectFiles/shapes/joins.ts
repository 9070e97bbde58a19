import type { FileEntry, KeyPath } from '../formats/fileFormat.ts';
import { KeyPathMap } from '../formats/keyPathMap.ts';
import type { Field } from './field.ts';
import type { FieldEntry } from './fieldEntry.ts';
import { isOwnName, type Meaning, plainName, wordsOf } from './fieldNames.ts';
import { asksForOtherService, isAddressOfOtherService, namesOtherService } from './otherServices.ts';
import { isPlaceholder } from './placeholderValue.ts';

/** Fields that may be apart from the client id: they belong to a tenant or a service, not to one client. */
const JOINED: ReadonlySet<Field> = new Set<Field>([
  'resource',
  'tenantId',
  'namespaceId',
  'authority',
  'tokenEndpoint',
  'acrValues',
  'omfEndpoint',
]);

/** Words before a field's name that say what it is for, not whose it is: `AuthenticationResource`. */
const NEUTRAL: ReadonlySet<string> = new Set([
  ...['access', 'api', 'auth', 'authentication', 'authorization', 'base', 'data', 'default', 'egress'],
  ...['identity', 'ingress', 'my', 'oauth', 'oauth2', 'oidc', 'omf', 'service', 'target', 'token'],
]);

/** Objects whose keys are about something else, whatever their names: those of a Kubernetes object. */
const APART: ReadonlySet<string> = new Set(['metadata']);

/** Tells whether an object completes none beside it: an element of a list, another service, or an Edge Data Store. */
const isApart = (name: string): boolean =>
  /^\d+$/.test(name) ||
  namesOtherService(name) ||
  wordsOf(name).some(word => word === 'eds' || word === 'edge');

/** Tells whether a field of this prefix may complete a group of another one. */
function mayComplete({ field, keyPath, before, value }: FieldEntry): boolean {
  const isOfOther = isPlaceholder(value) ? asksForOtherService(value) : isAddressOfOtherService(value);
  if (isOfOther) return false;
  const words = wordsOf(before);
  const isOwn = isOwnName(words) || isOwnName(words.filter(word => !NEUTRAL.has(word)));
  return JOINED.has(field) && isOwn && !keyPath.some(key => APART.has(key.toLowerCase()));
}

/** Fields of one object. Of several entries for one, the last is kept, which readers use. */
type Fields = Map<Field, FieldEntry>;

/** The entries of a file that are in no group of their own, by the object that they are in. */
export class LooseFields {
  readonly #byObject = new KeyPathMap<Fields>();
  readonly #below = new KeyPathMap<FieldEntry[]>();
  readonly #ofOneObject = new KeyPathMap<readonly FieldEntry[]>();

  /** @param loose the entries that mean a field and are in no group */
  constructor(loose: readonly FieldEntry[]) {
    for (const entry of loose) {
      if (!mayComplete(entry)) continue;
      const around = entry.keyPath.slice(0, -1);
      const fields = this.#byObject.get(around) ?? new Map<Field, FieldEntry>();
      this.#byObject.set(around, fields.set(entry.field, entry));
      const parent = around.slice(0, -1);
      const below = this.#below.get(parent) ?? [];
      if (below.length === 0) this.#below.set(parent, below);
      if (around.length > 0 && !isApart(around.at(-1) ?? '')) below.push(entry);
    }
  }

  /**
   * Returns the entries that complete the keys of an object, the nearest first: those beside them, those of the objects around
   * it, and those of the objects beside it, if they are of one object only.
   */
  around(object: KeyPath): readonly FieldEntry[] {
    const found: FieldEntry[] = [];
    for (let depth = object.length; depth >= 0; depth -= 1) {
      found.push(...this.#of(object.slice(0, depth)));
      if (depth < object.length) found.push(...this.#besides(object.slice(0, depth + 1)));
    }
    // Spring has the addresses of `…registration.NAME` in `…provider.NAME`.
    const at = object.lastIndexOf('registration');
    return at === -1 ? found : [...found, ...this.#of(object.with(at, 'provider'))];
  }

  #of(object: KeyPath): Iterable<FieldEntry> {
    return this.#byObject.get(object)?.values() ?? [];
  }

  #besides(object: KeyPath): readonly FieldEntry[] {
    const parent = object.slice(0, -1);
    const known = this.#ofOneObject.get(parent) ?? ofOneObject(this.#below.get(parent) ?? []);
    this.#ofOneObject.set(parent, known);
    return known.filter(({ keyPath }) => keyPath.at(-2) !== object.at(-1));
  }
}

/** Returns the last entry of each field that only one of several objects has. */
function ofOneObject(entries: readonly FieldEntry[]): readonly FieldEntry[] {
  const owners = new Map<Field, Set<string>>();
  const last: Fields = new Map();
  for (const entry of entries) {
    const known = owners.get(entry.field) ?? new Set();
    owners.set(entry.field, known.add(entry.keyPath.at(-2) ?? ''));
    last.set(entry.field, entry);
  }
  return [...last.values()].filter(({ field }) => owners.get(field)?.size === 1);
}

/** Keys of one object that have the same prefix. */
export interface OwnKeys {
  readonly object: KeyPath;
  readonly prefix: string;
  entries: FieldEntry[];
  isCertain: boolean;
}

/** A key of an object. */
interface KeyOfObject {
  readonly key: string;
  /** The key in lower case and without punctuation. */
  readonly plain: string;
  readonly value: string;
}

/** All keys of each object. */
export class Objects {
  readonly #keys = new KeyPathMap<KeyOfObject[]>();
  /** The objects whose keys are in the order of their plain names, so that those with a prefix are found without the others. */
  readonly #sorted = new WeakSet<KeyOfObject[]>();

  constructor(entries: readonly FileEntry[]) {
    for (const { keyPath, value } of entries) {
      const object = keyPath.slice(0, -1);
      const inside = this.#keys.get(object) ?? [];
      if (inside.length === 0) this.#keys.set(object, inside);
      const key = keyPath.at(-1) ?? '';
      inside.push({ key, plain: plainName(key), value });
    }
  }

  /** Returns the keys of an object that begin with a prefix, without it, in lower case and without punctuation. */
  keysOf({ object, prefix }: Pick<OwnKeys, 'object' | 'prefix'>) {
    const keys = this.#sortedKeys(object);
    const found: { readonly key: string; readonly name: string; readonly value: string }[] = [];
    for (let at = firstFrom(keys, prefix); keys[at]?.plain.startsWith(prefix); at += 1) {
      const { key, plain, value } = keys[at] as KeyOfObject;
      found.push({ key, name: plain.slice(prefix.length), value });
    }
    return found;
  }

  #sortedKeys(object: KeyPath): readonly KeyOfObject[] {
    const keys = this.#keys.get(object) ?? [];
    if (!this.#sorted.has(keys)) keys.sort((one, other) => compare(one.plain, other.plain));
    this.#sorted.add(keys);
    return keys;
  }
}

/** Compares by UTF-16 code units, so that names with the same beginning are next to each other. */
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Returns the index of the first key whose plain name isn't before a text. */
function firstFrom(keys: readonly KeyOfObject[], text: string): number {
  let from = 0;
  let to = keys.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((keys[middle] as KeyOfObject).plain < text) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Names of objects for secrets, in lower case and without punctuation: `secureJsonData`, `secrets`, `sensitiveConfig`. */
const FOR_SECRETS = /^(?:secret|secure|sensitive|protected|private)/;

/** Joins a secret that is alone in an object for secrets with the id in the object beside it, if only one has an id. */
export function joinHalves(all: readonly OwnKeys[]): readonly OwnKeys[] {
  const has = ({ entries }: OwnKeys, field: Field) => entries.some(entry => entry.field === field);
  const withId = new KeyPathMap<OwnKeys[]>();
  const placeOf = ({ object, prefix }: OwnKeys) => [...object.slice(0, -1), prefix];
  for (const group of all) {
    if (group.object.length === 0 || !has(group, 'clientId')) continue;
    const known = withId.get(placeOf(group)) ?? [];
    if (known.length === 0) withId.set(placeOf(group), known);
    known.push(group);
  }
  return all.filter(half => {
    const isHalf = FOR_SECRETS.test(plainName(half.object.at(-1) ?? '')) && !has(half, 'clientId');
    const beside = isHalf && has(half, 'clientSecret') ? withId.get(placeOf(half)) : undefined;
    const whole = beside?.length === 1 ? beside[0] : undefined;
    if (!whole || has(whole, 'clientSecret')) return true;
    whole.entries = [...whole.entries, ...half.entries];
    whole.isCertain = true;
    return false;
  });
}

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

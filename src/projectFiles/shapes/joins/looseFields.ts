import type { KeyPath } from '../../formats/fileFormat.ts';
import { KeyPathMap } from '../../formats/keyPathMap.ts';
import type { Field } from '../field.ts';
import type { FieldEntry } from '../fieldEntry.ts';
import { isOnlyOwnName, plainName, wordsOf } from '../fieldNames.ts';
import { asksForOtherService, isAddressOfOtherService, namesOtherService } from '../otherServices.ts';
import { isPlaceholder } from '../placeholderValue.ts';

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

/** What Spring has before the name of a registration or of its provider, in keys of properties. */
const OF_PROVIDER = /^.*\.provider\./;
const REGISTRATION = '.registration.';

/** Tells whether a field of this prefix may complete a group of another one. */
function mayComplete({ field, keyPath, before, value }: FieldEntry): boolean {
  const isOfOther = isPlaceholder(value) ? asksForOtherService(value) : isAddressOfOtherService(value);
  if (isOfOther) return false;
  const words = wordsOf(before.replace(OF_PROVIDER, ''));
  const isOwn = isOnlyOwnName(words) || isOnlyOwnName(words.filter(word => !NEUTRAL.has(word)));
  return JOINED.has(field) && isOwn && !keyPath.some(key => APART.has(key.toLowerCase()));
}

/** Objects in that of a client with what a request for a sign-in has beside its id, in lower case and without punctuation. */
const OF_REQUESTS: ReadonlySet<string> = new Set([
  ...['additionalparameters', 'authorizationparams', 'authorizationparameters', 'authparams', 'customparams'],
  ...['customqueryparams', 'extraparams', 'extraqueryparams', 'loginparams', 'queryparams', 'signinparams'],
]);

/** Fields of one object. Of several entries for one, the last is kept, which readers use. */
type Fields = Map<Field, FieldEntry>;

/** The entries of a file that are in no group of their own, by the object that they are in. */
export class LooseFields {
  readonly #byObject = new KeyPathMap<Fields>();
  readonly #below = new KeyPathMap<FieldEntry[]>();
  readonly #ofOneObject = new KeyPathMap<readonly FieldEntry[]>();
  readonly #ofProviders = new KeyPathMap<FieldEntry[]>();
  readonly #ofRequests = new KeyPathMap<FieldEntry>();

  /** @param loose the entries that mean a field and are in no group */
  constructor(loose: readonly FieldEntry[]) {
    for (const entry of loose) if (mayComplete(entry)) this.#add(entry);
  }

  #add(entry: FieldEntry): void {
    const around = entry.keyPath.slice(0, -1);
    if (OF_PROVIDER.test(entry.before)) {
      listAt(this.#ofProviders, [...around, entry.before]).push(entry);
      return;
    }
    const fields = this.#byObject.get(around) ?? new Map<Field, FieldEntry>();
    this.#byObject.set(around, fields.set(entry.field, entry));
    const parent = around.slice(0, -1);
    if (entry.field === 'acrValues' && OF_REQUESTS.has(plainName(around.at(-1) ?? '')))
      this.#ofRequests.set(parent, entry);
    if (around.length > 0 && !isApart(around.at(-1) ?? '')) listAt(this.#below, parent).push(entry);
  }

  /** Returns what the requests of the client in an object have beside its id: as much its own as the keys of the object. */
  ofRequests(object: KeyPath): readonly FieldEntry[] {
    const entry = this.#ofRequests.get(object);
    return entry ? [entry] : [];
  }

  /**
   * Returns the entries that complete the keys of an object, the nearest first: those beside them, those of the objects around
   * it, and those of the objects beside it, if they are of one object only.
   *
   * @param before what is before the names of the fields in the keys of the object
   */
  around(object: KeyPath, before = ''): readonly FieldEntry[] {
    const found: FieldEntry[] = [];
    for (let depth = object.length; depth >= 0; depth -= 1) {
      found.push(...this.#of(object.slice(0, depth)));
      if (depth < object.length) found.push(...this.#besides(object.slice(0, depth + 1)));
    }
    // Spring has the addresses of `…registration.NAME` in `…provider.NAME`.
    const at = object.lastIndexOf('registration');
    if (at !== -1) found.push(...this.#of(object.with(at, 'provider')));
    if (!before.includes(REGISTRATION)) return found;
    return [
      ...found,
      ...(this.#ofProviders.get([...object, before.replace(REGISTRATION, '.provider.')]) ?? []),
    ];
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

/** Returns the list at a path, a new one if there is none. */
function listAt(lists: KeyPathMap<FieldEntry[]>, path: KeyPath): FieldEntry[] {
  const list = lists.get(path) ?? [];
  if (list.length === 0) lists.set(path, list);
  return list;
}

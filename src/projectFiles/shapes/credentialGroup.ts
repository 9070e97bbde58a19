import type { FileEntry, KeyPath } from '../formats/fileFormat.ts';
import { KeyPathMap } from '../formats/keyPathMap.ts';
import type { Field, PlainValues } from './field.ts';
import type { FieldEntry } from './fieldEntry.ts';
import { isForBrowser, isOwnName, meaningOfPath, namesService, plainName, wordsOf } from './fieldNames.ts';
import { fitsField, isOwnAddress, isOwnRoot } from './fitsField.ts';
import { joinHalves, LooseFields, Objects, type OwnKeys, omfCredentials } from './joins.ts';
import {
  asksForOtherService,
  hostOf,
  isAddressOfOtherService,
  isKeyOfOtherService,
  isTypeOfOtherService,
  namesOtherService,
} from './otherServices.ts';
import { isPlaceholder, isReference } from './placeholderValue.ts';
import { isKeyOfPublicClient } from './publicClient.ts';

/** Keys that belong together: they are in one object and have the same prefix; the tenant and the addresses may be elsewhere. */
export interface CredentialGroup {
  /** The object that the client id or the secret is in. */
  readonly object: KeyPath;
  /** What the keys begin with, in lower case and without punctuation. */
  readonly prefix: string;
  /** In the order of the file. If a field is repeated, readers use the last entry. */
  readonly entries: readonly FieldEntry[];
  /** Whether other keys show that its client has no secret. */
  readonly isPublic: boolean;
}

/** Values by which the credentials of this service are recognized. */
export interface KnownService {
  /** Addresses and tenants of the user's connections. */
  readonly values: readonly Pick<PlainValues, 'resource' | 'tenantId'>[];
  /** Known client ids of this service, in lower case. */
  readonly clientIds?: ReadonlySet<string>;
}

/** Returns a file's groups of keys for credentials of this service, the best match first. */
export function credentialGroups(
  entries: readonly FileEntry[],
  known: KnownService,
): readonly CredentialGroup[] {
  const isForeign = foreignKeys();
  const objects = new Objects(entries);
  const { groups, loose } = groupsOf(entries);
  const fields = new LooseFields(loose);
  return groups
    .map(group => complete(group, fields, objects))
    .filter(group => isOurs(group, { known, isForeign, objects }))
    .map(group => ({ group, rank: rank(group) }))
    .toSorted((one, other) => other.rank - one.rank)
    .map(({ group }) => group);
}

/** Returns the entry for a field: of several, the last one, which readers use. */
export const entryOf = ({ entries }: CredentialGroup, field: Field): FieldEntry | undefined =>
  entries.findLast(entry => entry.field === field);

/** Tells whether another program provides the secret of a group, so that nothing is filled in. */
export function refersElsewhere(group: CredentialGroup): boolean {
  const secret = entryOf(group, 'clientSecret') ?? entryOf(group, 'clientId');
  return secret !== undefined && isReference(secret);
}

const isCredential = ({ field }: FieldEntry): boolean => field === 'clientId' || field === 'clientSecret';

/** `A:B` is `B` in `A` for .NET, and case says nothing. */
function asDotNetReads(object: KeyPath, before: string): KeyPath {
  const parts = before.split(':');
  const around = [...object, ...parts.slice(0, -1)].map(key => key.toLowerCase());
  return [...around, plainName(parts.at(-1) ?? '')];
}

/** Returns a function that tells whether a key means its field: `BaseUrl` only beside a tenant, and not with another address. */
const isMeant =
  ({ entries }: OwnKeys) =>
  ({ needsTenant, value }: FieldEntry): boolean =>
    !needsTenant ||
    ((isPlaceholder(value) ? !asksForOtherService(value) : isOwnRoot(value)) &&
      entries.some(({ field }) => field === 'tenantId'));

/** Sorts the keys that mean a field into groups with a client id or a secret, and others. */
function groupsOf(entries: readonly FileEntry[]) {
  const all: OwnKeys[] = [];
  const known = new KeyPathMap<OwnKeys>();
  const meaningBesideOmf = omfCredentials(entries);
  const hasColons = entries.some(({ keyPath }) => keyPath.at(-1)?.includes(':'));
  for (const entry of entries) {
    const { keyPath, value } = entry;
    const meaning = meaningBesideOmf(keyPath) ?? meaningOfPath(keyPath, value);
    if (!meaning) continue;
    const { field, before, isVague, needsTenant } = meaning;
    const object = keyPath.slice(0, -1);
    const prefix = plainName(before);
    const identity = hasColons ? asDotNetReads(object, before) : [...object, prefix];
    const group = known.get(identity) ?? { object, prefix, entries: [], isCertain: false };
    if (group.entries.length === 0) all.push(group);
    group.entries.push({ ...entry, field, before, needsTenant });
    // Of vague names, one alone says nothing.
    const isBacked = () => group.entries.some(each => each.field !== field && !each.needsTenant);
    group.isCertain ||= !needsTenant && (!isVague || isBacked());
    known.set(identity, group);
  }
  for (const group of all) group.entries = group.entries.filter(isMeant(group));
  const isGroup = (group: OwnKeys) => group.isCertain && group.entries.some(isCredential);
  const joined = joinHalves(all);
  return {
    groups: joined.filter(isGroup),
    loose: joined.filter(group => !isGroup(group)).flatMap(group => group.entries),
  };
}

/** Adds the fields that a group hasn't, from where they are. */
function complete(
  { object, prefix, entries }: OwnKeys,
  loose: LooseFields,
  objects: Objects,
): CredentialGroup {
  const fields = new Set(entries.map(({ field }) => field));
  const joined: FieldEntry[] = [];
  for (const entry of loose.around(object)) {
    if (fields.has(entry.field)) continue;
    fields.add(entry.field);
    joined.push({ ...entry, isJoined: true });
  }
  const isForPublic = () =>
    fields.has('acrValues') ||
    entries.some(isCompletePlaceholder) ||
    entries.some(({ before }) => isForBrowser(before)) ||
    objects.keysOf({ object, prefix }).some(({ name }) => isKeyOfPublicClient(name));
  return {
    object,
    prefix,
    entries: [...entries, ...joined],
    isPublic: !fields.has('clientSecret') && isForPublic(),
  };
}

/**
 * The placeholders of the service's samples, which list every key that the program reads. Where they have none for a secret,
 * the program has no use for one.
 */
const isCompletePlaceholder = ({ field, value }: FieldEntry): boolean =>
  field === 'clientId' && /R?E?PLACE_WITH_|^PLACEHOLDER_/i.test(value);

/** What a group is judged by. */
interface Surroundings {
  readonly known: KnownService;
  readonly isForeign: (key: string) => boolean;
  readonly objects: Objects;
}

function isOurs(group: CredentialGroup, { known, isForeign, objects }: Surroundings): boolean {
  if (isKnown(group, known)) return true;
  const isOfOther = objects
    .keysOf(group)
    .some(
      ({ key, name, value }) =>
        isKeyOfOtherService(name) ||
        isTypeOfOtherService(name, value) ||
        (isAddressOfOtherService(value) && !isForeign(key)),
    );
  if (isOfOther) return false;
  const [{ before } = { before: '' }] = group.entries;
  const around = [...group.object, before];
  if (around.some(key => namesService(wordsOf(key)))) return true;
  if (around.some(isForeign) || group.entries.some(asksForOther) || hasStrangeAddress(group, known))
    return false;
  const isUnknown = group.entries.filter(isCredential).some(entry => !isUnfilled(entry));
  // A record of a customer may have a client id, too, but neither a secret nor an address.
  if (isUnknown && group.entries.every(({ field }) => field === 'clientId')) return false;
  return isOwnName(wordsOf(before)) || !isUnknown;
}

const asksForOther = ({ value, isJoined }: FieldEntry): boolean =>
  !isJoined && isPlaceholder(value) && asksForOtherService(value);

const isUnfilled = ({ value }: FieldEntry): boolean => isPlaceholder(value);

/** Tells whether a group has values of a connection, or the id of a known client. */
function isKnown({ entries }: CredentialGroup, { values, clientIds }: KnownService): boolean {
  return entries.some(({ field, value }) => {
    if (field === 'clientId') return clientIds?.has(value.toLowerCase()) === true;
    if (field === 'apiVersion' || field === 'namespaceId' || value === '') return false;
    return values.some(each => fitsField(field, value, { ...each, apiVersion: 'v1', clientId: '' }));
  });
}

const ADDRESSES: ReadonlySet<Field> = new Set<Field>([
  'resource',
  'authority',
  'tokenEndpoint',
  'omfEndpoint',
]);
/** Keys that no other service has beside a client id. */
const TELLING: ReadonlySet<Field> = new Set<Field>(['tenantId', 'namespaceId', 'acrValues']);

/** PI takes OMF messages, too, but has no tenants. */
const isTelling = ({ field, value }: FieldEntry): boolean =>
  TELLING.has(field) || (field === 'omfEndpoint' && (isPlaceholder(value) || /\/tenants\//i.test(value)));

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[)/;

/** Tells whether a group has the address of neither the service nor a connection, and nothing else that is the service's. */
function hasStrangeAddress({ entries }: CredentialGroup, { values }: KnownService): boolean {
  if (entries.some(isTelling)) return false;
  const hosts = new Set(values.map(({ resource }) => hostOf(resource)));
  return entries.some(({ field, value }) => {
    const host = ADDRESSES.has(field) && !isPlaceholder(value) ? hostOf(value) : undefined;
    return host !== undefined && !isOwnAddress(value) && !LOOPBACK.test(host) && !hosts.has(host);
  });
}

/** Returns a function that tells whether a key names another service. Keys have parents in common, which are looked at once. */
function foreignKeys(): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return key => {
    const isForeign = known.get(key) ?? namesOtherService(key);
    known.set(key, isForeign);
    return isForeign;
  };
}

const rank = ({ object, entries }: CredentialGroup): number => {
  const [{ before } = { before: '' }] = entries;
  return (
    entries.length +
    ([...object, before].some(key => namesService(wordsOf(key))) || before === '' ? 10 : 0) +
    (entries.some(isUnfilled) ? 5 : 0)
  );
};

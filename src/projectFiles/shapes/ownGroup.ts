import type { KeyPath } from '../formats/fileFormat.ts';
import type { Field, PlainValues } from './field.ts';
import type { FieldEntry } from './fieldEntry.ts';
import { isOwnName, namesService, wordsOf } from './fieldNames.ts';
import { fitsField } from './fitsField.ts';
import type { Objects } from './joins/objectKeys.ts';
import { asksForOtherService, hostOf, isAddressOfOtherService, namesOtherService } from './otherServices.ts';
import { isKeyOfOtherService, isNamedAfterOther, isTypeOfOtherService } from './others/otherKeys.ts';
import { areScopesOfOther, isValueOfOther } from './others/otherValues.ts';
import { isAddressKey, isStrangeAddress } from './others/strangeAddress.ts';
import { isPlaceholder } from './placeholderValue.ts';

/** Keys that belong together: they are in one object and have the same prefix; the tenant and the addresses may be elsewhere. */
export interface CredentialGroup {
  /** The object that the client id or the secret is in. */
  readonly object: KeyPath;
  /** What the keys begin with, in lower case and without punctuation. */
  readonly prefix: string;
  /** In the order of the file. If a field is repeated, readers use the last entry. */
  readonly entries: readonly FieldEntry[];
  /** Whether other keys show that its client has no secret, or that the secret is elsewhere. */
  readonly takesNoSecret: boolean;
}

/** Values by which the credentials of this service are recognized. */
export interface KnownService {
  /** Addresses and tenants of the user's connections. */
  readonly values: readonly Pick<PlainValues, 'resource' | 'tenantId'>[];
  /** Known client ids of this service, in lower case. */
  readonly clientIds?: ReadonlySet<string>;
}

/** What a group is judged by. */
export interface Surroundings {
  readonly known: KnownService;
  readonly isForeign: (key: string) => boolean;
  readonly objects: Objects;
}

/** Tells whether an entry has the id or the secret of a client. */
export const isCredential = ({ field }: FieldEntry): boolean =>
  field === 'clientId' || field === 'clientSecret';

/** Tells whether a group has credentials of this service, or asks for them. */
export function isOwnGroup(group: CredentialGroup, surroundings: Surroundings): boolean {
  const { known, isForeign } = surroundings;
  if (isKnown(group, known)) return true;
  if (isMarkedAsOther(group, surroundings)) return false;
  const [{ before } = { before: '' }] = group.entries;
  const around = [...group.object, before];
  if (around.some(key => namesService(wordsOf(key)))) return true;
  if (around.some(isForeign) || group.entries.some(asksForOther) || hasStrangeAddress(group, surroundings))
    return false;
  const isUnknown = group.entries.filter(isCredential).some(({ value }) => !isPlaceholder(value));
  // A record of a customer may have a client id, too, but neither a secret nor an address.
  if (isUnknown && group.entries.every(({ field }) => field === 'clientId')) return false;
  return isOwnName(wordsOf(before)) || !isUnknown;
}

const asksForOther = ({ value, isJoined }: FieldEntry): boolean =>
  !isJoined && isPlaceholder(value) && asksForOtherService(value);

/** Tells whether a group has values of a connection, or the id of a known client. What is elsewhere may be for another group. */
function isKnown({ entries }: CredentialGroup, { values, clientIds }: KnownService): boolean {
  return entries.some(({ field, value, isJoined }) => {
    if (field === 'clientId') return clientIds?.has(value.toLowerCase()) === true;
    if (isJoined || field === 'apiVersion' || field === 'namespaceId' || value === '') return false;
    return values.some(each => fitsField(field, value, { ...each, apiVersion: 'v1', clientId: '' }));
  });
}

/** Tells whether what is beside the keys of a group can only be another service's. */
function isMarkedAsOther(group: CredentialGroup, { isForeign, objects }: Surroundings): boolean {
  const fields = fieldsOf(group);
  const isMark = ({
    key,
    name,
    value,
  }: {
    readonly key: string;
    readonly name: string;
    readonly value: string;
  }) =>
    isKeyOfOtherService(name, fields) ||
    isTypeOfOtherService(name, value) ||
    areScopesOfOther(name, value) ||
    (!isForeign(key) && value.split(' ').some(isAddressOfOtherService));
  if (objects.keysOf(group).some(isMark)) return true;
  if (group.entries.some(({ field, value, isJoined }) => !isJoined && isValueOfOther(field, value)))
    return true;
  return !isTelling(group) && namedObjects(group).some(object => isNamedAfterOther(objects.keysOf(object)));
}

const fieldsOf = ({ entries }: CredentialGroup): ReadonlySet<Field> =>
  new Set(entries.filter(({ isJoined }) => !isJoined).map(({ field }) => field));

/** Returns where a group may have its name: in its own object, and in the element of a list around it. */
function namedObjects({ object, prefix }: CredentialGroup) {
  const own = { object, prefix };
  const element = object.findLastIndex(key => /^\d+$/.test(key));
  const around = element === -1 ? [] : [{ object: object.slice(0, element + 1), prefix: '' }];
  const parent = object.length > 1 ? [{ object: object.slice(0, -1), prefix: '' }] : [];
  return [own, ...around, ...parent];
}

/** Keys that no other service has beside a client id. */
const TELLING: ReadonlySet<Field> = new Set<Field>(['namespaceId', 'acrValues']);

/** PI takes OMF messages, too, but has no tenants. */
const isTelling = ({ entries }: CredentialGroup): boolean =>
  entries.some(
    ({ field, value }) =>
      TELLING.has(field) || (field === 'omfEndpoint' && (isPlaceholder(value) || /\/tenants\//i.test(value))),
  );

const ADDRESSES: ReadonlySet<Field> = new Set<Field>([
  'resource',
  'authority',
  'tokenEndpoint',
  'omfEndpoint',
]);

/** Tells whether a group has the address of neither the service nor a connection, and nothing else that is the service's. */
function hasStrangeAddress(group: CredentialGroup, { known, objects }: Surroundings): boolean {
  if (isTelling(group)) return false;
  const hosts = new Set(known.values.map(({ resource }) => hostOf(resource)));
  const hasValues = group.entries.filter(isCredential).some(({ value }) => !isPlaceholder(value));
  const ofFields = group.entries.filter(({ field }) => ADDRESSES.has(field)).map(({ value }) => value);
  const sentTo = group.entries.flatMap(entry => entry.sentTo ?? []);
  const ofKeys = objects.keysOf(group).filter(({ name }) => isAddressKey(name, hasValues));
  return [...ofFields, ...sentTo, ...ofKeys.map(({ value }) => value)].some(value =>
    isStrangeAddress(value, hosts),
  );
}

/** Returns a function that tells whether a key names another service. Keys have parents in common, which are looked at once. */
export function foreignKeys(): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return key => {
    const isForeign = known.get(key) ?? namesOtherService(key);
    known.set(key, isForeign);
    return isForeign;
  };
}

import type { FileEntry, KeyPath } from '../formats/fileFormat.ts';
import { KeyPathMap } from '../formats/keyPathMap.ts';
import type { Field } from './field.ts';
import type { FieldEntry } from './fieldEntry.ts';
import { isForBrowser, meaningOfPath, namesService, plainName, wordsOf } from './fieldNames.ts';
import { isOwnRoot } from './fitsField.ts';
import { joinHalves, type OwnKeys } from './joins/halves.ts';
import { secretKeyBeside } from './joins/keyBeside.ts';
import { LooseFields } from './joins/looseFields.ts';
import { Objects } from './joins/objectKeys.ts';
import { omfCredentials } from './joins/omfCredentials.ts';
import { asksForOtherService } from './otherServices.ts';
import {
  type CredentialGroup,
  foreignKeys,
  isCredential,
  isOwnGroup,
  type KnownService,
} from './ownGroup.ts';
import { isPlaceholder, isReference } from './placeholderValue.ts';
import { isKeyOfPublicClient } from './publicClient.ts';
import { SecretsElsewhere } from './secretElsewhere.ts';

export type { CredentialGroup, KnownService } from './ownGroup.ts';

/** Returns a file's groups of keys for credentials of this service, the best match first. */
export function credentialGroups(
  entries: readonly FileEntry[],
  known: KnownService,
): readonly CredentialGroup[] {
  const isForeign = foreignKeys();
  const objects = new Objects(entries);
  const { groups, loose } = groupsOf(entries);
  let read: SecretsElsewhere | undefined;
  const secrets = () => {
    read ??= new SecretsElsewhere(entries, objects);
    return read;
  };
  const parts = { loose: new LooseFields(loose), objects, secrets };
  return groups
    .map(group => complete(group, parts))
    .filter(group => isOwnGroup(group, { known, isForeign, objects }))
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

/** What completes a group. */
interface Parts {
  readonly loose: LooseFields;
  readonly objects: Objects;
  /** Reads where secrets are, which only groups without one ask. */
  readonly secrets: () => SecretsElsewhere;
}

/** Adds the fields that a group hasn't, from where they are. */
function complete(own: OwnKeys, { loose, objects, secrets }: Parts): CredentialGroup {
  const { object, prefix } = own;
  const entries = [...loose.ofRequests(object), ...own.entries];
  const fields = new Set(entries.map(({ field }) => field));
  const joined: FieldEntry[] = [];
  for (const entry of loose.around(object, own.entries[0]?.before)) {
    if (fields.has(entry.field)) continue;
    fields.add(entry.field);
    joined.push({ ...entry, isJoined: true });
  }
  const isForPublic = () =>
    fields.has('acrValues') ||
    entries.some(isCompletePlaceholder) ||
    entries.some(({ before }) => isForBrowser(before)) ||
    objects.keysOf({ object, prefix }).some(({ name }) => isKeyOfPublicClient(name));
  const id = own.entries.findLast(({ field }) => field === 'clientId');
  const isElsewhere = () =>
    id !== undefined && secrets().hasSecretOf(object, prefix, secretKeyBeside(id.keyPath));
  return {
    object,
    prefix,
    entries: [...entries, ...joined],
    takesNoSecret: !fields.has('clientSecret') && (isForPublic() || isElsewhere()),
  };
}

/**
 * The placeholders of the service's samples, which list every key that the program reads. Where they have none for a secret,
 * the program has no use for one.
 */
const isCompletePlaceholder = ({ field, value }: FieldEntry): boolean =>
  field === 'clientId' && /R?E?PLACE_WITH_|^PLACEHOLDER_/i.test(value);

const isUnfilled = ({ value }: FieldEntry): boolean => isPlaceholder(value);

const rank = ({ object, entries }: CredentialGroup): number => {
  const [{ before } = { before: '' }] = entries;
  return (
    entries.length +
    ([...object, before].some(key => namesService(wordsOf(key))) || before === '' ? 10 : 0) +
    (entries.some(isUnfilled) ? 5 : 0)
  );
};

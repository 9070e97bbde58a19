import { entryAt } from '../formats/entryAt.ts';
import type { FileEntry, FileFormat, KeyPath } from '../formats/fileFormat.ts';
import { objectPathsIn } from '../formats/json/objectPaths.ts';
import { samePath } from '../formats/keyPathMap.ts';
import { ALIGNMENTS } from './alignKeys.ts';
import { type CredentialGroup, credentialGroups, entryOf, refersElsewhere } from './credentialGroup.ts';
import { DEFAULT_KEYS, type Field, type FieldKeys, fieldValue, type PlainValues } from './field.ts';
import type { FieldEntry } from './fieldEntry.ts';
import { fitsField, isOwnAddress } from './fitsField.ts';
import { idKeyBeside, secretKeyBeside } from './joins/keyBeside.ts';
import { isPlaceholder, isReference } from './placeholderValue.ts';

/** The key that takes a field, and the effect on the file. */
export interface FieldPlace {
  readonly field: Field;
  readonly keyPath: KeyPath;
  /** `new`: the key is added; `placeholder`: it is filled in; `replaces`: its value is replaced; `same`: it stays. */
  readonly state: 'new' | 'placeholder' | 'replaces' | 'same';
}

/** The keys of one group, in a file of several. */
export type GroupName = Pick<CredentialGroup, 'object' | 'prefix'>;

/** The part of a file that takes credentials. */
export interface FileSection {
  /** Keys outside this path aren't changed. */
  readonly within: KeyPath;
  /** The group that takes them; default: the group of the client, or the one that fits best. */
  readonly group?: GroupName;
  /** Groups that the user has marked as another service's. */
  readonly without?: readonly GroupName[];
  /** Keys to add if there are none; default: the usual keys of the format. */
  readonly defaults?: FieldKeys;
  /** Whether no key for a secret is added: a browser loads the file, or its template has all keys that the program reads. */
  readonly takesNoSecret?: boolean;
}

/** A group that can take the credentials, and what it needs of them. */
export interface GroupToFill {
  readonly name: GroupName;
  readonly need: 'wants' | 'has';
  /** Whether it has the id of the client. */
  readonly isOfClient: boolean;
  readonly places: readonly FieldPlace[];
}

/**
 * Returns the keys of a file that take the fields: its own keys for them, or the usual ones. Keys of another service
 * (`AZURE_CLIENT_ID` with a value) aren't used.
 */
export function mapFields(
  format: FileFormat,
  text: string,
  values: PlainValues,
  section?: FileSection,
): readonly FieldPlace[] {
  const objects = () => (format.name === 'json' ? objectPathsIn(text) : []);
  return mapEntries(format, entriesOf(format, text, section), values, section, objects);
}

/**
 * Does the same as {@link mapFields} with the entries of the section, for a file of many sections.
 *
 * @param objects returns the paths of objects, also of those without texts
 */
export function mapEntries(
  format: FileFormat,
  entries: readonly FileEntry[],
  values: PlainValues,
  section?: FileSection,
  objects: () => readonly KeyPath[] = () => [],
): readonly FieldPlace[] {
  const groups = groupsToFill(entries, values, section);
  const group = section?.group ? groups.find(isNamed(section.group)) : groupOfClient(groups, values);
  if (group) return placesIn(group, { values, section, isAlone: isOnlyFilled(group, groups) });
  // The group that was chosen isn't there any more: nothing else is filled in its place.
  if (section?.group) return [];
  const wanted = section?.defaults ?? DEFAULT_KEYS[format.name];
  const keys = ALIGNMENTS[format.name]?.(wanted, entries, { values, objects: objects() }) ?? wanted;
  return keys.flatMap(([field, keyPath]) => {
    if (field === 'clientSecret' && (values.isPublic || section?.takesNoSecret)) return [];
    const entry = entryAt(format, entries, keyPath);
    return placeFor({ field, keyPath: entry?.keyPath ?? keyPath, entry, isShared: false }, values);
  });
}

/** What a file needs of the credentials of this service. */
export type FileNeed =
  /** It has keys for them, some of them without a value. */
  | 'wants'
  /** It has keys for them, with values. */
  | 'has'
  /** It refers to a secret that is resolved at run time (`${ADH_CLIENT_SECRET}`): nothing is filled in. */
  | 'refers'
  | 'none';

/** Returns what a file needs of the credentials of this service. */
export function needOf(
  format: FileFormat,
  text: string,
  values: PlainValues,
  section?: FileSection,
): FileNeed {
  const entries = entriesOf(format, text, section);
  const groups = ownGroups(entries, values, section);
  if (groups.length === 0) return 'none';
  if (groups.every(refersElsewhere)) return 'refers';
  return needIn(mapEntries(format, entries, values, section));
}

/** The largest number of groups of one file that are offered; nobody looks through more of them. */
const MOST_GROUPS = 50;

/** Returns the groups of a file that can take the credentials, the best first. */
export function groupsIn(
  format: FileFormat,
  text: string,
  values: PlainValues,
  section?: FileSection,
): readonly GroupToFill[] {
  const groups = groupsToFill(entriesOf(format, text, section), values, section);
  return groups.slice(0, MOST_GROUPS).map(group => {
    const places = placesIn(group, { values, section, isAlone: isOnlyFilled(group, groups) });
    const { object, prefix } = group;
    return { name: { object, prefix }, need: needIn(places), isOfClient: isOfClient(group, values), places };
  });
}

function entriesOf(format: FileFormat, text: string, section?: FileSection): readonly FileEntry[] {
  const entries = format.read(text);
  if (!section) return entries;
  return entries.filter(({ keyPath }) => section.within.every((key, depth) => keyPath[depth] === key));
}

function ownGroups(
  entries: readonly FileEntry[],
  values: PlainValues,
  { without = [] }: Partial<FileSection> = {},
): readonly CredentialGroup[] {
  const groups = credentialGroups(entries, {
    values: [values],
    clientIds: new Set([values.clientId.toLowerCase()].filter(id => id !== '')),
  });
  return groups.filter(group => !without.some(name => isNamed(name)(group)));
}

const groupsToFill = (
  entries: readonly FileEntry[],
  values: PlainValues,
  section: FileSection | undefined,
): readonly CredentialGroup[] => ownGroups(entries, values, section).filter(group => !refersElsewhere(group));

/** Returns a function that tells whether a group has a name. */
export const isNamed =
  ({ object, prefix }: GroupName) =>
  (group: CredentialGroup): boolean =>
    group.prefix === prefix && samePath(group.object, object);

function isOfClient(group: CredentialGroup, values: PlainValues): boolean {
  const present = entryOf(group, 'clientId')?.value;
  return present !== undefined && present !== '' && fitsField('clientId', present, values);
}

const groupOfClient = (
  groups: readonly CredentialGroup[],
  values: PlainValues,
): CredentialGroup | undefined => groups.find(group => isOfClient(group, values)) ?? groups[0];

/** A client without a secret has its id as the key that matters. */
function needIn(places: readonly FieldPlace[]): 'wants' | 'has' {
  const key =
    places.find(({ field }) => field === 'clientSecret') ?? places.find(({ field }) => field === 'clientId');
  return key && (key.state === 'new' || key.state === 'placeholder') ? 'wants' : 'has';
}

/** Tells whether no other group is filled, so that nobody relies on what they share. */
const isOnlyFilled = (group: CredentialGroup, groups: readonly CredentialGroup[]): boolean =>
  groups.every(other => other === group || isPlaceholder(entryOf(other, 'clientId')?.value ?? ''));

/** What the keys of a group are filled with. */
interface Filling {
  readonly values: PlainValues;
  readonly section: FileSection | undefined;
  /** Whether the file has no other group with values. */
  readonly isAlone: boolean;
}

/** Returns the keys of a group, with a key for the id or the secret added if only the other one exists. */
function placesIn(group: CredentialGroup, { values, section, isAlone }: Filling): readonly FieldPlace[] {
  const { entries } = group;
  // If a field is repeated, readers use the last entry.
  const last = new Map<Field, FieldEntry>(entries.map(entry => [entry.field, entry] as const));
  const places = [...last].flatMap(([field, entry]) =>
    field === 'clientSecret' && values.isPublic
      ? []
      : placeFor(
          {
            field,
            keyPath: entry.keyPath,
            entry,
            isShared: entry.isJoined === true && !(isAlone && isMovable(entry)),
          },
          values,
        ),
  );
  const [id, secret] = [last.get('clientId'), last.get('clientSecret')];
  const hasNoSecret = group.takesNoSecret || values.isPublic || section?.takesNoSecret;
  if (id && !secret && !hasNoSecret)
    places.push({ field: 'clientSecret', keyPath: secretKeyBeside(id.keyPath), state: 'new' });
  if (secret && !id) places.push({ field: 'clientId', keyPath: idKeyBeside(secret.keyPath), state: 'new' });
  return places;
}

/**
 * Tells whether a value outside of a group may be replaced: an address that the service has had. A tenant that someone chose stays,
 * because nobody knows what else reads it.
 */
const isMovable = ({ field, value }: FieldEntry): boolean => field !== 'omfEndpoint' && isOwnAddress(value);

interface Slot {
  readonly field: Field;
  readonly keyPath: KeyPath;
  /** `undefined` if the key isn't there. */
  readonly entry: FileEntry | undefined;
  /** Whether other groups read it, too. */
  readonly isShared: boolean;
}

/** Fields of which the value that the user chose isn't replaced. */
const CHOSEN: ReadonlySet<Field> = new Set<Field>(['apiVersion', 'namespaceId']);

/** Returns the place of a field; none if its value isn't known, or what is there isn't to be replaced. */
function placeFor({ field, keyPath, entry, isShared }: Slot, values: PlainValues): FieldPlace[] {
  if (field !== 'clientSecret' && fieldValue(field, values, entry?.value) === undefined) return [];
  if (!entry) return [{ field, keyPath, state: 'new' }];
  const state = stateOf(field, entry, values);
  return state === 'replaces' && (isShared || CHOSEN.has(field)) ? [] : [{ field, keyPath, state }];
}

function stateOf(field: Field, entry: FileEntry, values: PlainValues): FieldPlace['state'] {
  if (isPlaceholder(entry.value)) return 'placeholder';
  // A secret that another program provides is replaced only by a user who chose its file.
  if (field !== 'clientSecret' && isReference(entry)) return 'same';
  return fitsField(field, entry.value, values) ? 'same' : 'replaces';
}

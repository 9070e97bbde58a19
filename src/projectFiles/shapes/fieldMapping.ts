import type { FileEntry, FileFormat, KeyPath } from '../formats/fileFormat.ts';
import { samePath } from '../formats/keyPathMap.ts';
import { type CredentialGroup, credentialGroups, FITS, refersElsewhere } from './credentialGroup.ts';
import { DEFAULT_KEYS, type Field, type FieldKeys, type PlainValues } from './field.ts';
import { isElsewhere, kindOfEntry } from './placeholderValue.ts';

/** The key that takes a field, and the effect on the file. */
export interface FieldPlace {
  readonly field: Field;
  readonly keyPath: KeyPath;
  /** `new`: the key is added; `placeholder`: it is filled in; `replaces`: its value is replaced; `same`: it stays. */
  readonly state: 'new' | 'placeholder' | 'replaces' | 'same';
}

/** The part of a file that takes credentials. */
export interface FileSection {
  /** Keys outside this path aren't changed. */
  readonly within: KeyPath;
  /** Keys to add if there are none; default: the usual keys of the format. */
  readonly defaults?: FieldKeys;
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
  return mapEntries(format, entriesOf(format, text, section), values, section);
}

/** Does the same as {@link mapFields} with the entries of the section, for a file of many sections. */
export function mapEntries(
  { name }: FileFormat,
  entries: readonly FileEntry[],
  values: PlainValues,
  section?: FileSection,
): readonly FieldPlace[] {
  const group = groupToFill(entries, values);
  const wanted = group ? completeKeys(group) : (section?.defaults ?? DEFAULT_KEYS[name]);
  return wanted.flatMap(([field, keyPath]) => {
    const entry = entries.findLast(candidate => samePath(candidate.keyPath, keyPath));
    const state = entry ? stateOf(field, entry, values) : 'new';
    // A version that the user chose isn't replaced.
    return field === 'apiVersion' && state === 'replaces' ? [] : [{ field, keyPath, state }];
  });
}

/** Matches keys for a client id or secret, with any punctuation between their words. */
const MENTION = /(?:client|application)[^a-z0-9]{0,3}(?:id|secret|key)/i;

/** Tells whether a text may have keys for credentials. This is fast, whereas parsing a lock file of megabytes isn't. */
export const mentionsCredentials = (text: string): boolean => MENTION.test(text);

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
  const groups = credentialGroups(entries, { values: [values] });
  if (groups.length === 0) return 'none';
  if (groups.every(refersElsewhere)) return 'refers';
  const places = mapEntries(format, entries, values, section);
  return places.some(({ field, state }) => field === 'clientSecret' && state !== 'replaces')
    ? 'wants'
    : 'has';
}

function entriesOf(format: FileFormat, text: string, section?: FileSection): readonly FileEntry[] {
  const entries = format.read(text);
  if (!section) return entries;
  return entries.filter(({ keyPath }) => section.within.every((key, depth) => keyPath[depth] === key));
}

const groupToFill = (entries: readonly FileEntry[], values: PlainValues): CredentialGroup | undefined =>
  credentialGroups(entries, { values: [values] }).find(group => !refersElsewhere(group));

function stateOf(field: Field, entry: FileEntry, values: PlainValues): FieldPlace['state'] {
  if (kindOfEntry(entry) === 'placeholder') return 'placeholder';
  // A secret that another program provides is replaced only by a user who chose its file.
  if (field !== 'clientSecret' && isElsewhere(entry)) return 'same';
  const wanted = field === 'clientSecret' ? undefined : values[field];
  return FITS[field](entry.value, wanted) ? 'same' : 'replaces';
}

/** Returns the keys of a group, with a key for the id or the secret added if only the other one exists. */
function completeKeys({ entries }: CredentialGroup): FieldKeys {
  // If a field is repeated, readers use the last entry.
  const places = new Map(entries.map(({ field, keyPath }) => [field, keyPath] as const));
  const id = places.get('clientId');
  const secret = places.get('clientSecret');
  if (id && !secret) places.set('clientSecret', sibling(id, ID_TO_SECRET));
  if (secret && !id) places.set('clientId', sibling(secret, SECRET_TO_ID));
  return [...places];
}

/** Ends of keys, and the ends of the keys beside them. */
type Endings = readonly (readonly [ending: string, sibling: string])[];

const ID_TO_SECRET: Endings = [
  ['ID', 'SECRET'],
  ['Id', 'Secret'],
  ['id', 'secret'],
];
const SECRET_TO_ID: Endings = [
  ['SECRET', 'ID'],
  ['Secret', 'Id'],
  ['secret', 'id'],
  ['KEY', 'ID'],
  ['Key', 'Id'],
  ['key', 'id'],
];
/** `clientID`, which ends like `CLIENT_ID`. */
const CAPITAL_END = /[a-z]ID$/;

function sibling(keyPath: KeyPath, endings: Endings): KeyPath {
  const key = (keyPath.at(-1) ?? '').replace(CAPITAL_END, end => `${end[0]}Id`);
  const [ending, replacement] = endings.find(([candidate]) => key.endsWith(candidate)) ?? ['', '_SECRET'];
  return [...keyPath.slice(0, -1), `${key.slice(0, key.length - ending.length)}${replacement}`];
}

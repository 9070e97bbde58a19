import type { FileEntry, FileFormat, KeyPath } from '../formats/fileFormat.ts';
import { type CredentialGroup, credentialGroups, FITS, refersElsewhere } from './credentialGroup.ts';
import { DEFAULT_KEYS, type Field, type FieldKeys, type PlainValues } from './field.ts';
import { isPlaceholder } from './placeholderValue.ts';

/** Which key takes a field, and what that does to the file. */
export interface FieldPlace {
  readonly field: Field;
  readonly keyPath: KeyPath;
  /** `new`: the key is added; `placeholder`: it is filled in; `replaces`: it loses a value; `same`: it has it already. */
  readonly state: 'new' | 'placeholder' | 'replaces' | 'same';
}

/** The part of a file that credentials go into, where that is not the whole of it. */
export interface FileSection {
  /** Keys outside this path are somebody else's. */
  readonly within: KeyPath;
  /** Keys to add where there are none; those of the format otherwise. */
  readonly defaults?: FieldKeys;
}

/**
 * Decides which keys of a file take which fields: the keys that are there for it, else the usual ones. Keys of
 * another service (`AZURE_CLIENT_ID` with a value of its own) are left alone.
 */
export function mapFields(
  format: FileFormat,
  text: string,
  values: PlainValues,
  section?: FileSection,
): readonly FieldPlace[] {
  const entries = entriesOf(format, text, section);
  const group = groupToFill(entries, values);
  const wanted = group ? completed(group) : (section?.defaults ?? DEFAULT_KEYS[format.name]);
  return wanted.flatMap(([field, keyPath]) => {
    const entry = entries.findLast(candidate => samePath(candidate.keyPath, keyPath));
    const state = entry ? stateOf(field, entry.value, values) : 'new';
    // a version that somebody chose is theirs
    return field === 'apiVersion' && state === 'replaces' ? [] : [{ field, keyPath, state }];
  });
}

/** The ends of keys that mean a client id or secret, with any punctuation between their words. */
const MENTION = /(?:client|application)[^a-z0-9]{0,3}(?:id|secret|key)/i;

/** Tells whether a text could have such keys at all: looking is quick, and parsing a lock file of megabytes is not. */
export const mentionsCredentials = (text: string): boolean => MENTION.test(text);

/** What a file has to do with credentials of this service. */
export type FileNeed =
  /** It has keys for them, and blanks or placeholders in some. */
  | 'wants'
  /** It has keys for them, with values. */
  | 'has'
  /** It takes the secret from elsewhere (`${ADH_CLIENT_SECRET}`): nothing is to be filled in. */
  | 'refers'
  | 'none';

/** Tells what a file has to do with credentials of this service. */
export function needOf(
  format: FileFormat,
  text: string,
  values: PlainValues,
  section?: FileSection,
): FileNeed {
  const groups = credentialGroups(entriesOf(format, text, section), { values: [values] });
  if (groups.length === 0) return 'none';
  if (groups.every(refersElsewhere)) return 'refers';
  const places = mapFields(format, text, values, section);
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

const samePath = (one: KeyPath, other: KeyPath): boolean => one.join('\0') === other.join('\0');

function stateOf(field: Field, value: string, values: PlainValues): FieldPlace['state'] {
  if (isPlaceholder(value)) return 'placeholder';
  const wanted = field === 'clientSecret' ? undefined : values[field];
  return FITS[field](value, wanted) ? 'same' : 'replaces';
}

/** The keys of a group, with the id's or the secret's key added where only the other is there. */
function completed({ entries }: CredentialGroup): FieldKeys {
  // the last of several entries for one field is what readers go by
  const places = new Map(entries.map(({ field, keyPath }) => [field, keyPath] as const));
  const id = places.get('clientId');
  const secret = places.get('clientSecret');
  if (id && !secret) places.set('clientSecret', sibling(id, ID_TO_SECRET));
  if (secret && !id) places.set('clientId', sibling(secret, SECRET_TO_ID));
  return [...places];
}

const ID_TO_SECRET = { ID: 'SECRET', Id: 'Secret', id: 'secret' } as const;
/** `clientID`, whose end alone looks like that of `CLIENT_ID`. */
const CAPITAL_END = /[a-z]ID$/;
const SECRET_TO_ID = { SECRET: 'ID', Secret: 'Id', secret: 'id', KEY: 'ID', Key: 'Id', key: 'id' } as const;

function sibling(keyPath: KeyPath, endings: Readonly<Record<string, string>>): KeyPath {
  const key = (keyPath.at(-1) ?? '').replace(CAPITAL_END, end => `${end[0]}Id`);
  const ending = Object.keys(endings).find(candidate => key.endsWith(candidate)) ?? '';
  return [
    ...keyPath.slice(0, -1),
    `${key.slice(0, key.length - ending.length)}${endings[ending] ?? '_SECRET'}`,
  ];
}

import type { FileEntry, FileFormat, KeyPath } from './fileFormat.ts';
import { isPlaceholder } from './placeholderValue.ts';

/** What an application needs in order to get a token. */
export type Field = 'resource' | 'apiVersion' | 'tenantId' | 'clientId' | 'clientSecret';

/** The values of the fields but for the secret, which only the edit itself needs. */
export type PlainValues = Readonly<Record<Exclude<Field, 'clientSecret'>, string>>;

/** Which key takes a field, and what that does to the file. */
export interface FieldPlace {
  readonly field: Field;
  readonly keyPath: KeyPath;
  /** `new`: the key is added; `placeholder`: it is filled in; `replaces`: it loses a value; `same`: it has it already. */
  readonly state: 'new' | 'placeholder' | 'replaces' | 'same';
}

/** Ends of keys that mean a field, without case and punctuation; the longest that fits counts. */
const KEY_ENDS: readonly (readonly [Field, readonly string[]])[] = [
  ['clientSecret', ['clientsecret', 'clientkey']],
  ['clientId', ['clientid', 'applicationid']],
  ['tenantId', ['tenantid']],
  ['apiVersion', ['apiversion']],
  ['resource', ['resource', 'resourceurl']],
];

/** Names of other services that issue client ids: what is theirs, even a blank, is not filled. */
const FOREIGN =
  /azure|microsoft|(?<![a-z])aws(?![a-z])|cognito|google|firebase|github|gitlab|auth0|okta|keycloak|facebook|linkedin|twitter|slack|stripe|paypal|spotify|salesforce/i;

/** Hosts of the service: a regional one answers reads, and the developer may mean just that. */
const SERVICE_HOST = /^https:\/\/[a-z0-9-]+\.datahub\.connect\.aveva\.com(?=\/?$)/i;

/** Whether a value that is there serves as well as the one to be written. */
const FITS: Readonly<Record<Field, (present: string, wanted: string | undefined) => boolean>> = {
  resource: (present, wanted = '') =>
    sameText(present.replace(/\/+$/, ''), wanted.replace(/\/+$/, '')) ||
    (SERVICE_HOST.test(present) && SERVICE_HOST.test(wanted)),
  apiVersion: sameText,
  tenantId: sameText,
  clientId: sameText,
  // only the edit itself may look at it
  clientSecret: () => false,
};

function sameText(present: string, wanted = ''): boolean {
  return present.toLowerCase() === wanted.toLowerCase();
}

/** Beginnings of keys that are about this service, whatever names it has had. */
const OWN_PREFIXES = new Set(['', 'adh', 'ocs', 'eds', 'cds', 'connect', 'datahub', 'avevadatahub', 'aveva']);

/** Names under which programs find credentials in their environment: as the service's samples do. */
export const ENVIRONMENT_VARIABLES: readonly (readonly [Exclude<Field, 'apiVersion'>, string])[] = [
  ['resource', 'ADH_RESOURCE'],
  ['tenantId', 'ADH_TENANT_ID'],
  ['clientId', 'ADH_CLIENT_ID'],
  ['clientSecret', 'ADH_CLIENT_SECRET'],
];

/** Keys for a file that has none yet: as the service's samples write them. */
const DEFAULT_KEYS: Readonly<Record<FileFormat['name'], readonly (readonly [Field, KeyPath])[]>> = {
  dotenv: ENVIRONMENT_VARIABLES.map(([field, name]) => [field, [name]]),
  ini: keysBelow(['Connect']),
  json: keysBelow([]),
  properties: ['resource', 'tenantId', 'clientId', 'clientSecret'].map(name => [
    name as Field,
    [`connect.${name}`],
  ]),
  toml: keysBelow(['connect'], name => name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase()),
  yaml: keysBelow(['connect'], name => `${name[0]?.toLowerCase()}${name.slice(1)}`),
};

/** The service's own names below a path, written as the format's files write names. */
function keysBelow(
  around: KeyPath,
  written: (name: string) => string = name => name,
): readonly (readonly [Field, KeyPath])[] {
  const names: readonly (readonly [Field, string])[] = [
    ['resource', 'Resource'],
    ['apiVersion', 'ApiVersion'],
    ['tenantId', 'TenantId'],
    ['clientId', 'ClientId'],
    ['clientSecret', 'ClientSecret'],
  ];
  return names.map(([field, name]) => [field, [...around, written(name)]]);
}

interface Found extends FileEntry {
  readonly field: Field;
}

interface Group {
  readonly prefix: string;
  readonly found: readonly Found[];
}

/**
 * Decides which keys of a file take which fields: the keys that are there for it, else the usual ones. Keys of
 * another service (`AZURE_CLIENT_ID` with a value of its own) are left alone.
 */
export function mapFields(format: FileFormat, text: string, values: PlainValues): readonly FieldPlace[] {
  const entries = format.read(text);
  const group = chooseGroup(groupsOf(entries), values);
  const wanted = group ? completed(group) : DEFAULT_KEYS[format.name];
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

/** Tells whether a file has keys for a client id or a client secret of this service. */
export function wantsCredentials(format: FileFormat, text: string, values: PlainValues): boolean {
  return chooseGroup(groupsOf(format.read(text)), values) !== undefined;
}

const samePath = (one: KeyPath, other: KeyPath): boolean => one.join('\0') === other.join('\0');

function stateOf(field: Field, value: string, values: PlainValues): FieldPlace['state'] {
  if (isPlaceholder(value)) return 'placeholder';
  const wanted = field === 'clientSecret' ? undefined : values[field];
  return FITS[field](value, wanted) ? 'same' : 'replaces';
}

/** Keys belong together when they stand in one object and begin alike. */
function groupsOf(entries: readonly FileEntry[]): readonly Group[] {
  const groups = new Map<string, { prefix: string; found: Found[] }>();
  for (const entry of entries) {
    const meaning = meaningOf(entry.keyPath.at(-1) ?? '');
    if (!meaning) continue;
    const id = [...entry.keyPath.slice(0, -1), meaning.prefix].join('\0');
    const group = groups.get(id) ?? { prefix: meaning.prefix, found: [] };
    group.found.push({ ...entry, field: meaning.field });
    groups.set(id, group);
  }
  return [...groups.values()];
}

function meaningOf(key: string): { readonly field: Field; readonly prefix: string } | undefined {
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (const [field, ends] of KEY_ENDS) {
    const end = ends.find(candidate => plain.endsWith(candidate));
    if (end) return { field, prefix: plain.slice(0, -end.length) };
  }
  return undefined;
}

function chooseGroup(groups: readonly Group[], values: PlainValues): Group | undefined {
  return groups
    .filter(group => group.found.some(({ field }) => field === 'clientId' || field === 'clientSecret'))
    .filter(group => isOurs(group, values))
    .toSorted((one, other) => rank(other) - rank(one))[0];
}

function isOurs({ prefix, found }: Group, values: PlainValues): boolean {
  const has = (field: 'tenantId' | 'resource') =>
    found.some(entry => entry.field === field && FITS[field](entry.value, values[field]));
  if (has('tenantId') || has('resource')) return true;
  if (found.some(({ keyPath }) => FOREIGN.test(keyPath.join('.')))) return false;
  const credentials = found.filter(({ field }) => field === 'clientId' || field === 'clientSecret');
  return OWN_PREFIXES.has(prefix) || credentials.every(({ value }) => isPlaceholder(value));
}

const rank = ({ prefix, found }: Group): number =>
  found.length +
  (OWN_PREFIXES.has(prefix) ? 10 : 0) +
  (found.some(({ value }) => isPlaceholder(value)) ? 5 : 0);

/** The keys of a group, with the id's or the secret's key added where only the other is there. */
function completed({ found }: Group): readonly (readonly [Field, KeyPath])[] {
  // the last of several entries for one field is what readers go by
  const places = new Map(found.map(({ field, keyPath }) => [field, keyPath] as const));
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

import type { FileEntry } from '../formats/fileFormat.ts';
import { KeyPathMap } from '../formats/keyPathMap.ts';
import { type Field, meaningOf, type PlainValues } from './field.ts';
import { isElsewhere, isPlaceholder } from './placeholderValue.ts';

/** A key that means a field, with its value. */
export interface FieldEntry extends FileEntry {
  readonly field: Field;
}

/** Keys that belong together: they are in one object and have the same prefix. */
export interface CredentialGroup {
  /** What the keys begin with, in lower case and without punctuation. */
  readonly prefix: string;
  /** In the order of the file. If a field is repeated, readers use the last entry. */
  readonly entries: readonly FieldEntry[];
}

/** Values by which the credentials of this service are recognized. */
export interface KnownService {
  /** Addresses and tenants of the user's connections. */
  readonly values: readonly Pick<PlainValues, 'resource' | 'tenantId'>[];
  /** Known client ids of this service, in lower case. */
  readonly clientIds?: ReadonlySet<string>;
}

/** Names of other services that issue client ids. Their keys aren't filled, even if they are empty. */
const FOREIGN =
  /azure|microsoft|(?<![a-z])aws(?![a-z])|cognito|google|firebase|github|gitlab|auth0|okta|keycloak|facebook|linkedin|twitter|slack|stripe|paypal|spotify|salesforce/i;

/** Prefixes of keys of this service, with all names that it has had. */
const OWN_PREFIXES = new Set(['', 'adh', 'ocs', 'eds', 'cds', 'connect', 'datahub', 'avevadatahub', 'aveva']);

/** Hosts of the service. A regional host answers reads, so it isn't replaced by the global one, nor the other way round. */
const SERVICE_HOST = /^https:\/\/[a-z0-9-]+\.datahub\.connect\.aveva\.com(?=\/?$)/i;

/** Looks for the end only from the first slash of a row. */
const END_SLASHES = /(?<!\/)\/+$/;

/** Tells for each field whether the present value may stay in place of the new one. */
export const FITS: Readonly<Record<Field, (present: string, wanted: string | undefined) => boolean>> = {
  resource: (present, wanted = '') =>
    sameText(present.replace(END_SLASHES, ''), wanted.replace(END_SLASHES, '')) ||
    (SERVICE_HOST.test(present) && SERVICE_HOST.test(wanted)),
  apiVersion: sameText,
  tenantId: sameText,
  clientId: sameText,
  // Only the edit itself may reveal the secret.
  clientSecret: () => false,
};

function sameText(present: string, wanted = ''): boolean {
  return present.toLowerCase() === wanted.toLowerCase();
}

/** Returns a file's groups of keys for credentials of this service, the best match first. */
export function credentialGroups(
  entries: readonly FileEntry[],
  known: KnownService,
): readonly CredentialGroup[] {
  const encoded = isKubernetesSecret(entries);
  const isForeign = foreignKeys();
  return groupsOf(entries)
    .filter(group => group.entries.some(({ field }) => field === 'clientId' || field === 'clientSecret'))
    .filter(group => !(encoded && group.entries[0]?.keyPath[0] === 'data') && isOurs(group, known, isForeign))
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
  return secret !== undefined && isElsewhere(secret);
}

function groupsOf(entries: readonly FileEntry[]): readonly CredentialGroup[] {
  const groups: { prefix: string; entries: FieldEntry[] }[] = [];
  const known = new KeyPathMap<(typeof groups)[number]>();
  for (const entry of entries) {
    const meaning = meaningOf(entry.keyPath.at(-1) ?? '');
    if (!meaning) continue;
    const id = [...entry.keyPath.slice(0, -1), meaning.prefix];
    const group = known.get(id) ?? { prefix: meaning.prefix, entries: [] };
    if (group.entries.length === 0) groups.push(group);
    group.entries.push({ ...entry, field: meaning.field });
    known.set(id, group);
  }
  return groups;
}

/** Returns a function that tells whether a key names another service. Keys have parents in common, which are looked at once. */
function foreignKeys(): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return key => {
    const isForeign = known.get(key) ?? FOREIGN.test(key);
    known.set(key, isForeign);
    return isForeign;
  };
}

/** Tells whether a file is a Kubernetes Secret. Its `data` is base64, which isn't written; its `stringData` is text. */
function isKubernetesSecret(entries: readonly FileEntry[]): boolean {
  const says = (key: string, value: string) =>
    entries.some(entry => entry.keyPath.length === 1 && entry.keyPath[0] === key && entry.value === value);
  return says('kind', 'Secret') && says('apiVersion', 'v1');
}

function isOurs(
  { prefix, entries }: CredentialGroup,
  { values, clientIds }: KnownService,
  isForeign: (key: string) => boolean,
): boolean {
  const has = (field: 'tenantId' | 'resource') =>
    values.some(known =>
      entries.some(entry => entry.field === field && FITS[field](entry.value, known[field])),
    );
  if (has('tenantId') || has('resource')) return true;
  if (entries.some(({ field, value }) => field === 'clientId' && clientIds?.has(value.toLowerCase())))
    return true;
  if (entries.some(({ keyPath }) => keyPath.some(isForeign))) return false;
  const credentials = entries.filter(({ field }) => field === 'clientId' || field === 'clientSecret');
  return OWN_PREFIXES.has(prefix) || credentials.every(({ value }) => isPlaceholder(value));
}

const rank = ({ prefix, entries }: CredentialGroup): number =>
  entries.length +
  (OWN_PREFIXES.has(prefix) ? 10 : 0) +
  (entries.some(({ value }) => isPlaceholder(value)) ? 5 : 0);

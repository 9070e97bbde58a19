import type { FileEntry } from '../formats/fileFormat.ts';
import { type Field, meaningOf, type PlainValues } from './field.ts';
import { isPlaceholder, isReference } from './placeholderValue.ts';

/** A key that means a field, with the text that it has. */
export interface FieldEntry extends FileEntry {
  readonly field: Field;
}

/** Keys that belong together: they stand in one object and begin alike. */
export interface CredentialGroup {
  /** How the keys begin, without case and punctuation. */
  readonly prefix: string;
  /** In the order of the file. Of several entries for one field, the last is what readers go by. */
  readonly entries: readonly FieldEntry[];
}

/** What tells our credentials from those of other services. */
export interface KnownService {
  /** Addresses and tenants that the user works with. */
  readonly values: readonly Pick<PlainValues, 'resource' | 'tenantId'>[];
  /** Clients that are known to be the service's. */
  readonly clientIds?: ReadonlySet<string>;
}

/** Names of other services that issue client ids: what is theirs, even a blank, is not filled. */
const FOREIGN =
  /azure|microsoft|(?<![a-z])aws(?![a-z])|cognito|google|firebase|github|gitlab|auth0|okta|keycloak|facebook|linkedin|twitter|slack|stripe|paypal|spotify|salesforce/i;

/** Beginnings of keys that are about this service, whatever names it has had. */
const OWN_PREFIXES = new Set(['', 'adh', 'ocs', 'eds', 'cds', 'connect', 'datahub', 'avevadatahub', 'aveva']);

/** Hosts of the service: a regional one answers reads, and the developer may mean just that. */
const SERVICE_HOST = /^https:\/\/[a-z0-9-]+\.datahub\.connect\.aveva\.com(?=\/?$)/i;

/** Whether a value that is there serves as well as the one to be written. */
export const FITS: Readonly<Record<Field, (present: string, wanted: string | undefined) => boolean>> = {
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

/** Lists a file's keys for credentials of this service, the group that is likeliest meant first. */
export function credentialGroups(
  entries: readonly FileEntry[],
  known: KnownService,
): readonly CredentialGroup[] {
  const encoded = isKubernetesSecret(entries);
  return groupsOf(entries)
    .filter(group => group.entries.some(({ field }) => field === 'clientId' || field === 'clientSecret'))
    .filter(group => !(encoded && group.entries[0]?.keyPath[0] === 'data') && isOurs(group, known))
    .toSorted((one, other) => rank(other) - rank(one));
}

/** Returns the entry for a field that readers go by. */
export const entryOf = ({ entries }: CredentialGroup, field: Field): FieldEntry | undefined =>
  entries.findLast(entry => entry.field === field);

/** Tells whether a group takes its secret from elsewhere: there is nothing to fill in. */
export function refersElsewhere(group: CredentialGroup): boolean {
  const secret = entryOf(group, 'clientSecret') ?? entryOf(group, 'clientId');
  return secret !== undefined && isReference(secret.value);
}

function groupsOf(entries: readonly FileEntry[]): readonly CredentialGroup[] {
  const groups = new Map<string, { prefix: string; entries: FieldEntry[] }>();
  for (const entry of entries) {
    const meaning = meaningOf(entry.keyPath.at(-1) ?? '');
    if (!meaning) continue;
    const id = [...entry.keyPath.slice(0, -1), meaning.prefix].join('\0');
    const group = groups.get(id) ?? { prefix: meaning.prefix, entries: [] };
    group.entries.push({ ...entry, field: meaning.field });
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** The `data` of a manifest of a Kubernetes Secret is Base64, which we do not write; its `stringData` is text. */
function isKubernetesSecret(entries: readonly FileEntry[]): boolean {
  const says = (key: string, value: string) =>
    entries.some(entry => entry.keyPath.length === 1 && entry.keyPath[0] === key && entry.value === value);
  return says('kind', 'Secret') && says('apiVersion', 'v1');
}

function isOurs({ prefix, entries }: CredentialGroup, { values, clientIds }: KnownService): boolean {
  const has = (field: 'tenantId' | 'resource') =>
    values.some(known =>
      entries.some(entry => entry.field === field && FITS[field](entry.value, known[field])),
    );
  if (has('tenantId') || has('resource')) return true;
  if (entries.some(({ field, value }) => field === 'clientId' && clientIds?.has(value.toLowerCase())))
    return true;
  if (entries.some(({ keyPath }) => FOREIGN.test(keyPath.join('.')))) return false;
  const credentials = entries.filter(({ field }) => field === 'clientId' || field === 'clientSecret');
  return OWN_PREFIXES.has(prefix) || credentials.every(({ value }) => isPlaceholder(value));
}

const rank = ({ prefix, entries }: CredentialGroup): number =>
  entries.length +
  (OWN_PREFIXES.has(prefix) ? 10 : 0) +
  (entries.some(({ value }) => isPlaceholder(value)) ? 5 : 0);

import type { KeyPath } from '../formats/fileFormat.ts';
import type { Field } from './field.ts';

/** Names of keys that mean a field, in lower case and without punctuation. */
interface FieldNames {
  readonly field: Field;
  /** Names that may have anything before them. */
  readonly ends?: readonly string[];
  /** Names that mean the field alone, or after a name of this service. */
  readonly alone?: readonly string[];
  /** Names that mean the field after a name of this service, as in `CdsUri`, or beside a tenant. */
  readonly afterOwn?: readonly string[];
  /** Names that mean the field only after a name of this service, as in `adhSecret`. */
  readonly onlyAfterOwn?: readonly string[];
  /** Tells whether a value can be the field's; default: any can. */
  readonly fits?: (value: string) => boolean;
  /** Whether other programs use the names for something else, so that one of them alone says nothing. */
  readonly isVague?: boolean;
}

/** The end of an address that takes OMF messages, a template of one, or a text that asks for one. */
const OMF_ADDRESS = /\/omf\b|\/tenants\/|[<{][^<>{}]*\bomf\b/i;

/** All names, the longest of an end first. Adding one is adding it to a row. */
const FIELD_NAMES: readonly FieldNames[] = [
  { field: 'clientSecret', ends: ['clientsecret', 'clientkey', 'applicationsecret'] },
  { field: 'clientSecret', ends: ['applicationkey', 'appsecret', 'appkey'], isVague: true },
  { field: 'clientId', ends: ['clientid', 'applicationid'] },
  { field: 'clientSecret', onlyAfterOwn: ['secret'], isVague: true },
  { field: 'clientId', ends: ['appid'], onlyAfterOwn: ['client'], isVague: true },
  { field: 'tenantId', ends: ['tenantid', 'tenantguid'], alone: ['tenant'] },
  { field: 'namespaceId', ends: ['namespaceid'], alone: ['namespace'] },
  { field: 'apiVersion', ends: ['apiversion'] },
  {
    field: 'tokenEndpoint',
    ends: ['tokenendpoint', 'tokenendpointurl', 'tokenendpointuri', 'tokenurl', 'tokenuri'],
  },
  {
    field: 'authority',
    ends: ['authority', 'authorityurl', 'authorityuri', 'issuer', 'issuerurl', 'issueruri'],
  },
  { field: 'acrValues', ends: ['acrvalues'] },
  { field: 'omfEndpoint', ends: ['omfendpoint', 'omfurl', 'omfuri'] },
  {
    field: 'omfEndpoint',
    alone: ['endpoint', 'endpointurl', 'endpointuri'],
    fits: value => OMF_ADDRESS.test(value),
  },
  {
    field: 'resource',
    ends: ['resource', 'resourceurl', 'resourceuri'],
    afterOwn: [
      ...['servicebaseuri', 'servicebaseurl', 'baseaddress', 'serviceuri', 'serviceurl'],
      ...['baseuri', 'baseurl', 'address', 'uri', 'url'],
    ],
  },
];

/** What a key means. */
export interface Meaning {
  readonly field: Field;
  /** The text before the field's name, as it is written. */
  readonly before: string;
  readonly isVague: boolean;
  /** Whether the key means the field only in an object with a tenant: `BaseUrl` may be any address. */
  readonly needsTenant?: boolean | undefined;
}

/** Names that mean something only together with the object around them: `client.id`, `{ "client": { "secret": … } }`. */
const SHORT_NAMES: ReadonlySet<string> = new Set(['id', 'key', 'secret']);

/**
 * Returns the field that the last key of a path means, alone or together with the name of the object around it; `undefined` if it
 * means none.
 */
export function meaningOfPath(keyPath: KeyPath, value: string): Meaning | undefined {
  const key = keyPath.at(-1) ?? '';
  // A template makes another key of it.
  if (TEMPLATE.test(key)) return undefined;
  const around = keyPath.at(-2);
  if (around === undefined || !SHORT_NAMES.has(plainName(key))) return meaningOf(key, value);
  const meaning = meaningOf(`${around}_${key}`, value);
  return meaning && { ...meaning, isVague: true };
}

const TEMPLATE = /\{\{|\$\{|\$\(|<%|<[A-Za-z]|\[\[|__[A-Z]+__[A-Z]/;

const PUNCTUATION = /[^a-z0-9]/g;

/** Returns a name in lower case and without punctuation. */
export const plainName = (name: string): string => name.toLowerCase().replace(PUNCTUATION, '');

/** Returns the field that a key means; `undefined` if it means none. */
export function meaningOf(key: string, value = ''): Meaning | undefined {
  const plain = plainName(key);
  for (const row of FIELD_NAMES) {
    const needsTenant = row.afterOwn?.includes(plain);
    const before = needsTenant ? '' : textBefore(key, plain, row);
    if (before === undefined || row.fits?.(value) === false) continue;
    return { field: row.field, before, isVague: row.isVague ?? false, needsTenant };
  }
  return undefined;
}

function textBefore(
  key: string,
  plain: string,
  { ends = [], alone = [], afterOwn = [], onlyAfterOwn = [] }: FieldNames,
): string | undefined {
  const end = ends.find(candidate => plain.endsWith(candidate));
  if (end !== undefined) return beforeEnd(key, end);
  for (const candidate of [...alone, ...afterOwn, ...onlyAfterOwn]) {
    if (!plain.endsWith(candidate)) continue;
    const before = beforeEnd(key, candidate);
    const words = wordsOf(before);
    if (words.length === 0 ? alone.includes(candidate) : isOnlyOwnName(words)) return before;
  }
  return undefined;
}

/** Returns what is before a plain name at the end of a key. */
function beforeEnd(key: string, end: string): string {
  let left = end.length;
  let at = key.length;
  while (left > 0 && at > 0) {
    at -= 1;
    if (/[a-z0-9]/i.test(key[at] ?? '')) left -= 1;
  }
  return key.slice(0, at);
}

const BETWEEN_WORDS = /[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

/** Returns the words of a name in lower case: `CdsUri`, `CDS_URI` and `cds-uri` have the same. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .split(BETWEEN_WORDS)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());

/** Names of this service, as it has had them. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  ...['adh', 'ocs', 'eds', 'cds', 'datahub', 'avevadatahub', 'aveva', 'osisoft', 'connectdataservices'],
]);

/** Words of names of several words: `DATA_HUB`, `CONNECT_DATA_SERVICES`. */
const NAME_PARTS: ReadonlySet<string> = new Set(['connect', 'data', 'hub', 'services']);

/** Words that begin a variable which a build writes into a web page. */
const PUBLIC_BEGINNINGS: readonly (readonly string[])[] = [
  ['vite'],
  ['next', 'public'],
  ['nuxt', 'public'],
  ['expo', 'public'],
  ['react', 'app'],
  ['vue', 'app'],
  ['ng', 'app'],
  ['gatsby'],
  ['public'],
];

const publicBeginningOf = (words: readonly string[]): readonly string[] =>
  PUBLIC_BEGINNINGS.find(beginning => beginning.every((word, at) => words[at] === word)) ?? [];

/** Tells whether a name begins like a variable that a build writes into a web page, as in `VITE_CLIENT_ID`. */
export const isForBrowser = (name: string): boolean => publicBeginningOf(wordsOf(name)).length > 0;

/** Tells whether words name this service: `adh`, `my`, `data`, `hub`, or nothing. */
export function isOwnName(words: readonly string[]): boolean {
  const own = words.slice(publicBeginningOf(words).length);
  return own.length === 0 || (own.length === 1 && own[0] === 'connect') || namesService(own);
}

/** Words beside the service's name that say which installation or which part of it is meant, not something else. */
const BESIDE_NAME: ReadonlySet<string> = new Set([
  ...[
    'api',
    'base',
    'data',
    'default',
    'my',
    'omf',
    'root',
    'service',
    'services',
    'server',
    'tenant',
    'web',
  ],
  ...[
    'dest',
    'destination',
    'dev',
    'development',
    'eu',
    'local',
    'prod',
    'production',
    'qa',
    'source',
    'src',
  ],
  ...['stage', 'staging', 'target', 'test', 'uat', 'us'],
]);

/** Does the same as {@link isOwnName}, but refuses names that only begin like ours: `ADH_REDIRECT`, `CDS_WEBHOOK`. */
export function isOnlyOwnName(words: readonly string[]): boolean {
  const isPart = (word: string) => OWN_WORDS.has(word) || NAME_PARTS.has(word) || BESIDE_NAME.has(word);
  return isOwnName(words) && words.slice(publicBeginningOf(words).length).every(isPart);
}

/** Tells whether one of the words, or two in a row, is a name that only this service has. */
export function namesService(words: readonly string[]): boolean {
  return words.some(
    (word, at) => OWN_WORDS.has(word) || (word === 'data' && words[at + 1] === 'hub') || isNamed(words, at),
  );
}

const isNamed = (words: readonly string[], at: number): boolean =>
  words[at] === 'connect' && words[at + 1] === 'data' && words[at + 2] === 'services';

import type { FileFormat, KeyPath } from '../formats/fileFormat.ts';

/** What an application needs in order to get a token. */
export type Field = 'resource' | 'apiVersion' | 'tenantId' | 'clientId' | 'clientSecret';

/** The values of the fields but for the secret, which only the edit itself needs. */
export type PlainValues = Readonly<Record<Exclude<Field, 'clientSecret'>, string>>;

/** Which keys take which fields. */
export type FieldKeys = readonly (readonly [Field, KeyPath])[];

/** Ends of keys that mean a field, without case and punctuation; the longest that fits counts. */
const KEY_ENDS: readonly (readonly [Field, readonly string[]])[] = [
  ['clientSecret', ['clientsecret', 'clientkey']],
  ['clientId', ['clientid', 'applicationid']],
  ['tenantId', ['tenantid']],
  ['apiVersion', ['apiversion']],
  ['resource', ['resource', 'resourceurl']],
];

/** Tells which field a key means, and what its name begins with, without case and punctuation. */
export function meaningOf(key: string): { readonly field: Field; readonly prefix: string } | undefined {
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (const [field, ends] of KEY_ENDS) {
    const end = ends.find(candidate => plain.endsWith(candidate));
    if (end) return { field, prefix: plain.slice(0, -end.length) };
  }
  return undefined;
}

/** Names under which programs find credentials in their environment: as the service's samples do. */
export const ENVIRONMENT_VARIABLES: readonly (readonly [Exclude<Field, 'apiVersion'>, string])[] = [
  ['resource', 'ADH_RESOURCE'],
  ['tenantId', 'ADH_TENANT_ID'],
  ['clientId', 'ADH_CLIENT_ID'],
  ['clientSecret', 'ADH_CLIENT_SECRET'],
];

/** Keys named as in the environment, below a path. */
export const environmentKeys = (around: KeyPath): FieldKeys =>
  ENVIRONMENT_VARIABLES.map(([field, name]) => [field, [...around, name]]);

/** Keys for a file that has none yet: as the service's samples write them. */
export const DEFAULT_KEYS: Readonly<Record<FileFormat['name'], FieldKeys>> = {
  dotenv: environmentKeys([]),
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
function keysBelow(around: KeyPath, written: (name: string) => string = name => name): FieldKeys {
  const names: readonly (readonly [Field, string])[] = [
    ['resource', 'Resource'],
    ['apiVersion', 'ApiVersion'],
    ['tenantId', 'TenantId'],
    ['clientId', 'ClientId'],
    ['clientSecret', 'ClientSecret'],
  ];
  return names.map(([field, name]) => [field, [...around, written(name)]]);
}

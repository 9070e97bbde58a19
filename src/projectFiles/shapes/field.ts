import type { FileFormat, KeyPath } from '../formats/fileFormat.ts';

/** A value that an application needs to get a token. */
export type Field = 'resource' | 'apiVersion' | 'tenantId' | 'clientId' | 'clientSecret';

/** The values of all fields except the secret, which only the edit itself needs. */
export type PlainValues = Readonly<Record<Exclude<Field, 'clientSecret'>, string>>;

/** The keys that take the fields. */
export type FieldKeys = readonly (readonly [Field, KeyPath])[];

/** Ends of keys that mean a field, in lower case and without punctuation. */
const KEY_ENDS: readonly (readonly [Field, readonly string[]])[] = [
  ['clientSecret', ['clientsecret', 'clientkey']],
  ['clientId', ['clientid', 'applicationid']],
  ['tenantId', ['tenantid']],
  ['apiVersion', ['apiversion']],
  ['resource', ['resource', 'resourceurl']],
];

/** Returns the field that a key means, and its prefix in lower case and without punctuation. */
export function meaningOf(key: string): { readonly field: Field; readonly prefix: string } | undefined {
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (const [field, ends] of KEY_ENDS) {
    const end = ends.find(candidate => plain.endsWith(candidate));
    if (end) return { field, prefix: plain.slice(0, -end.length) };
  }
  return undefined;
}

/** Environment variables for the fields, as the service's samples name them. */
export const ENVIRONMENT_VARIABLES: readonly (readonly [Exclude<Field, 'apiVersion'>, string])[] = [
  ['resource', 'ADH_RESOURCE'],
  ['tenantId', 'ADH_TENANT_ID'],
  ['clientId', 'ADH_CLIENT_ID'],
  ['clientSecret', 'ADH_CLIENT_SECRET'],
];

/** Returns keys below a path that are named like the environment variables. */
export const environmentKeys = (around: KeyPath): FieldKeys =>
  ENVIRONMENT_VARIABLES.map(([field, name]) => [field, [...around, name]]);

/** Keys for a file that has none yet, as in the service's samples. */
export const DEFAULT_KEYS: Readonly<Record<FileFormat['name'], FieldKeys>> = {
  dotenv: environmentKeys([]),
  http: keysBelow([], camelCase),
  ini: keysBelow(['Connect']),
  javascript: keysBelow([], camelCase),
  json: keysBelow([]),
  properties: ['resource', 'tenantId', 'clientId', 'clientSecret'].map(name => [
    name as Field,
    [`connect.${name}`],
  ]),
  script: [],
  tfvars: keysBelow([], name => `cds_${snakeCase(name)}`),
  toml: keysBelow(['connect'], snakeCase),
  xml: keysBelow(['appSettings']),
  yaml: keysBelow(['connect'], camelCase),
};

function snakeCase(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();
}

function camelCase(name: string): string {
  return `${name[0]?.toLowerCase()}${name.slice(1)}`;
}

/** Returns the service's own names below a path, in the spelling that is usual in the format. */
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

import type { FileFormat, KeyPath } from '../formats/fileFormat.ts';

/** A value that an application needs to get a token, or to send data with it. */
export type Field =
  | 'resource'
  | 'apiVersion'
  | 'tenantId'
  | 'namespaceId'
  | 'clientId'
  | 'clientSecret'
  /** The address of the service's sign-in: `{resource}/identity`. */
  | 'authority'
  /** The address that issues tokens: `{resource}/identity/connect/token`. */
  | 'tokenEndpoint'
  /** What a sign-in request says of the tenant: `tenant:{tenantId}`. */
  | 'acrValues'
  /** The address that takes OMF messages for a namespace. */
  | 'omfEndpoint';

/** A field other than the secret. */
export type PlainField = Exclude<Field, 'clientSecret'>;

/** The values that the fields are made from, except for the secret, which only the edit itself needs. */
export interface PlainValues {
  readonly resource: string;
  readonly apiVersion: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Default: not known, so that its keys stay as they are. */
  readonly namespaceId?: string | undefined;
  /** Whether the client has no secret, so that none is written. */
  readonly isPublic?: boolean | undefined;
}

/** The keys that take the fields. */
export type FieldKeys = readonly (readonly [Field, KeyPath])[];

/** Looks for the end only from the first slash of a row. */
const END_SLASHES = /(?<!\/)\/+$/;

/** Returns an address without slashes at its end. */
export const withoutEndSlash = (address: string): string => address.replace(END_SLASHES, '');

const TENANT_OF_ACR_VALUES = /(?<=^|\s)tenant:\S*/;
const NAMESPACE_OF_ADDRESS = /\/namespaces\/([^/]+)(.*)/i;

/** Makes the value of each field; `undefined` if it isn't known. `present` is the value that the key has now. */
const VALUES: Readonly<Record<PlainField, (values: PlainValues, present: string) => string | undefined>> = {
  resource: ({ resource }) => resource,
  apiVersion: ({ apiVersion }) => apiVersion,
  tenantId: ({ tenantId }) => tenantId,
  namespaceId: ({ namespaceId }) => namespaceId,
  clientId: ({ clientId }) => clientId,
  authority: ({ resource }) => `${withoutEndSlash(resource)}/identity`,
  tokenEndpoint: ({ resource }) => `${withoutEndSlash(resource)}/identity/connect/token`,
  acrValues({ tenantId }, present) {
    const tenant = `tenant:${tenantId}`;
    return TENANT_OF_ACR_VALUES.test(present) ? present.replace(TENANT_OF_ACR_VALUES, () => tenant) : tenant;
  },
  omfEndpoint({ resource, apiVersion, tenantId, namespaceId }, present) {
    const [, presentNamespace, rest = '/omf'] = NAMESPACE_OF_ADDRESS.exec(present) ?? [];
    const namespace = namespaceId ?? presentNamespace;
    if (namespace === undefined) return undefined;
    const tenant = `${withoutEndSlash(resource)}/api/${apiVersion}/Tenants/${tenantId}`;
    // Programs that send no OMF messages have the address of the namespace itself.
    return `${tenant}/Namespaces/${namespace}${rest}`;
  },
};

/**
 * Returns the value for a field.
 *
 * @param present the value that its key has now, of which a part may stay
 */
export const fieldValue = (field: PlainField, values: PlainValues, present = ''): string | undefined =>
  VALUES[field](values, present);

/** Environment variables for the fields, as the service's samples name them. */
export const ENVIRONMENT_VARIABLES: readonly (readonly [
  'resource' | 'tenantId' | 'clientId' | 'clientSecret',
  string,
])[] = [
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

/** One row of the table of client types (documentation: *Clients*). */
export interface ClientTypeRow {
  /** Our name for the type. */
  readonly type: ClientType;
  /** Path segment of its collection below `/api/v1/Tenants/{tenantId}/`. */
  readonly segment: string;
  /** Whether its clients authenticate with secrets. */
  readonly hasSecrets: boolean;
  /** Whether a client of this type may list, add and delete its own secrets ("Self"). */
  readonly selfManagesSecrets: boolean;
}

/** The closed set of client types. */
export type ClientType = 'clientCredentials' | 'authorizationCode' | 'hybrid' | 'deviceCode';

/** Types whose clients authenticate with secrets; creating one issues the first. */
export type TypeWithSecrets = 'clientCredentials' | 'hybrid';

/** Types whose clients have no secret. */
export type TypeWithoutSecrets = Exclude<ClientType, TypeWithSecrets>;

/** All client types, in the order in which a person wants to see them. */
export const CLIENT_TYPES: readonly ClientTypeRow[] = [
  {
    type: 'clientCredentials',
    segment: 'ClientCredentialClients',
    hasSecrets: true,
    selfManagesSecrets: true,
  },
  {
    type: 'authorizationCode',
    segment: 'AuthorizationCodeClients',
    hasSecrets: false,
    selfManagesSecrets: false,
  },
  { type: 'hybrid', segment: 'HybridClients', hasSecrets: true, selfManagesSecrets: false },
  { type: 'deviceCode', segment: 'DeviceCodeClients', hasSecrets: false, selfManagesSecrets: false },
];

/** Tells whether clients of a type authenticate with secrets. */
export function hasSecrets(type: ClientType): type is TypeWithSecrets {
  return CLIENT_TYPES.some(row => row.type === type && row.hasSecrets);
}

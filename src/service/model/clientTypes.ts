/** The closed set of client types. */
export type ClientType = 'clientCredentials' | 'authorizationCode' | 'hybrid' | 'deviceCode';

interface TypeProperties {
  /** Path segment of its collection below `/api/v1/Tenants/{tenantId}/`. */
  readonly segment: string;
  /** Whether its clients authenticate with secrets. */
  readonly hasSecrets: boolean;
  /** Whether a client of this type can list, add and delete its own secrets ("Self"). */
  readonly selfManagesSecrets: boolean;
}

/** One row of the table of client types (documentation: *Clients*). */
export interface ClientTypeRow extends TypeProperties {
  readonly type: ClientType;
}

/** In the order in which users expect to see the types. */
const TYPES = {
  clientCredentials: { segment: 'ClientCredentialClients', hasSecrets: true, selfManagesSecrets: true },
  authorizationCode: { segment: 'AuthorizationCodeClients', hasSecrets: false, selfManagesSecrets: false },
  hybrid: { segment: 'HybridClients', hasSecrets: true, selfManagesSecrets: false },
  deviceCode: { segment: 'DeviceCodeClients', hasSecrets: false, selfManagesSecrets: false },
} as const satisfies Readonly<Record<ClientType, TypeProperties>>;

/** Types whose clients authenticate with secrets. Creating such a client issues its first secret. */
export type TypeWithSecrets = {
  [Type in ClientType]: (typeof TYPES)[Type]['hasSecrets'] extends true ? Type : never;
}[ClientType];

/** Types whose clients have no secret. */
export type TypeWithoutSecrets = Exclude<ClientType, TypeWithSecrets>;

/** All client types, in the order in which users expect to see them. */
export const CLIENT_TYPES: readonly ClientTypeRow[] = (Object.keys(TYPES) as ClientType[]).map(type => ({
  type,
  ...TYPES[type],
}));

/** Returns the path segment of the collection of a type's clients. */
export const segmentOfType = (type: ClientType): string => TYPES[type].segment;

/** Tells whether clients of a type authenticate with secrets. */
export const hasSecrets = (type: ClientType): type is TypeWithSecrets => TYPES[type].hasSecrets;

/** The types whose clients authenticate with secrets. */
export const TYPES_WITH_SECRETS: readonly TypeWithSecrets[] = CLIENT_TYPES.map(({ type }) => type).filter(
  hasSecrets,
);

import * as v from 'valibot';
import { CLIENT_TYPES, hasSecrets } from '../../service/model/clientTypes.ts';

const typeWithSecrets = v.picklist(CLIENT_TYPES.map(({ type }) => type).filter(hasSecrets));

/** Schema of {@link SecretReference}. */
export const secretReference = v.object({
  /** GUID. */
  tenantId: v.string(),
  /** GUID. */
  clientId: v.string(),
  /** The service's number for the secret, unique within the client. */
  secretId: v.pipe(v.number(), v.integer()),
});

/** Names one secret of one client of one tenant. */
export type SecretReference = Readonly<v.InferOutput<typeof secretReference>>;

/** The part of a {@link SecretReference} that names the client. */
export type ClientIds = Pick<SecretReference, 'tenantId' | 'clientId'>;

/** Schema of {@link CredentialReference}. */
export const credentialReference = v.object({
  ...secretReference.entries,
  /** Base URL of the service that issued the secret. */
  resource: v.string(),
  clientName: v.string(),
  /** Missing for Client-Credentials, the only type of the first records. */
  clientType: v.optional(typeWithSecrets),
});

/** Names a secret, the service that issued it, and what people call its client. */
export type CredentialReference = Readonly<v.InferOutput<typeof credentialReference>>;

/** Schema of {@link ClientReference}. */
export const clientReference = v.object({
  /** Base URL of the service. */
  resource: v.pipe(v.string(), v.url()),
  /** GUID. */
  tenantId: v.string(),
  client: v.object({
    type: typeWithSecrets,
    /** GUID. */
    id: v.string(),
    name: v.string(),
  }),
});

/** Names a client that has secrets, and the tenant and service that it belongs to. */
export type ClientReference = Readonly<v.InferOutput<typeof clientReference>>;

/** Names one of a client's secrets. */
export function secretOf(
  { tenantId, client }: Pick<ClientReference, 'tenantId' | 'client'>,
  secretId: number,
): SecretReference {
  return { tenantId, clientId: client.id, secretId };
}

/** Names one of a client's secrets with everything that is known of the client. */
export function credentialReferenceOf(of: ClientReference, secretId: number): CredentialReference {
  const { resource, client } = of;
  const reference = { ...secretOf(of, secretId), resource, clientName: client.name };
  return client.type === 'clientCredentials' ? reference : { ...reference, clientType: client.type };
}

/** Names the client of a secret. */
export function clientOf(of: CredentialReference): ClientReference {
  const { resource, tenantId, clientId: id, clientName: name, clientType: type = 'clientCredentials' } = of;
  return { resource, tenantId, client: { type, id, name } };
}

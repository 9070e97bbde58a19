import type { IdentityService } from '../../service/identityService.ts';
import type { ClientDraft } from '../../service/model/client.ts';
import { LIMITS } from '../../service/model/limits.ts';
import { CredentialsError } from '../credentialsError.ts';
import type { ConfirmedDestination } from '../delivery/destination.ts';
import type { Operation } from '../operations/operation.ts';
import { type Request, secretRequest } from '../operations/steps/issueStep.ts';
import { toIssuedCredential } from '../records/issuedCredential.ts';
import type { ClientReference } from '../records/references.ts';

interface Order extends ClientReference {
  /** GUID of the operation. */
  readonly id: string;
  /** Of the new secret. */
  readonly description: string;
  /** Of the new secret; missing when it never expires. */
  readonly expiresAt?: Date;
  /** Where the value is written, besides secret storage. */
  readonly destination: ConfirmedDestination;
}

/** Orders a new client with its first secret. We choose the client's id, so that it is found when the answer gets lost. */
export interface NewClientOrder extends Order {
  readonly kind: 'createClient';
  /** Properties of the client, besides its name and secret. */
  readonly properties: Omit<ClientDraft, 'id' | 'name' | 'secretDescription' | 'secretExpiresAt'>;
}

/** Orders one more secret of a client. */
export interface NewSecretOrder extends Order {
  readonly kind: 'addSecret';
}

/** An order for a secret. */
export type IssueOrder = NewClientOrder | NewSecretOrder;

/** The operations of the service that issue. */
export type IssuingService = Pick<IdentityService, 'addSecret' | 'createClient' | 'secrets'>;

/** Plans the operation of an order. Rejects with `secretLimitReached` when the client has as many secrets as the service allows. */
export async function planIssue(
  order: IssueOrder,
  { service, now }: { readonly service: Pick<IssuingService, 'secrets'>; readonly now: () => Date },
): Promise<Operation> {
  const { id, kind, resource, tenantId, client, description, expiresAt, destination } = order;
  // The service chooses the id of a secret: the new one is found by comparing with the secrets before.
  const secrets = kind === 'addSecret' ? await service.secrets(client.type, client.id) : [];
  if (secrets.length >= LIMITS.secretsPerClient) throw new CredentialsError('secretLimitReached');
  return {
    id,
    kind,
    step: 'asking',
    startedAt: now().toISOString(),
    resource,
    tenantId,
    client,
    description,
    expiresAt: expiresAt?.toISOString(),
    known: secrets.map(secret => secret.id),
    destination,
    places: [],
    afterwards: { kind: 'keep' },
  };
}

/** Makes the request that carries out an order. */
export function requestOf(order: IssueOrder, operation: Operation, service: IssuingService): Request {
  if (order.kind === 'addSecret') return secretRequest(operation, service);
  const { resource, tenantId, client, description: secretDescription, expiresAt, properties } = order;
  const { type, id, name } = client;
  const draft = { ...properties, id, name, secretDescription, secretExpiresAt: expiresAt };
  return async () => {
    const created = await service.createClient(type, draft);
    const named = { type, id: created.client.id, name: created.client.name };
    return toIssuedCredential({ resource, tenantId, client: named }, created.secret);
  };
}

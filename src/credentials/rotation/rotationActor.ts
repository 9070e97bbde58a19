import type { IdentityService } from '../../service/identityService.ts';
import type { SecretText } from '../../service/model/secretText.ts';
import { ServiceError } from '../../service/serviceError.ts';
import { SignInError } from '../../signIn/signInError.ts';
import { CredentialsError } from '../credentialsError.ts';
import type { KeptSecrets } from '../keptSecrets.ts';
import { type Operation, type OperationStep, secretOf } from '../operations/operation.ts';
import type { SecretService } from '../operations/operationParts.ts';

/** Which secrets of which client are about to be changed. */
export type ActedOn = Pick<
  Operation,
  'tenantId' | 'resource' | 'client' | 'oldSecretId' | 'newSecretId' | 'step'
>;

/** What finding an actor works with. */
export interface ActorParts {
  /** Opens the service as the connection that reaches a tenant; `undefined` where there is none. */
  readonly connected: (tenantId: string) => Promise<IdentityService> | undefined;
  /** Makes the service as the client itself sees it. */
  readonly asClient: (client: {
    readonly resource: string;
    readonly tenantId: string;
    readonly clientId: string;
    readonly secret: SecretText;
  }) => IdentityService;
  readonly keptSecrets: Pick<KeptSecrets, 'value'>;
}

/** Steps at which the new secret has been seen to work, and the old one may be gone. */
const NEW_WORKS = new Set<OperationStep>(['written', 'waiting', 'deleting']);

/** Refusals after which the client itself is worth a try: nobody is signed in, or not as somebody who may. */
const REFUSED = new Set<string>([
  'forbidden',
  'notSignedIn',
  'sessionEnded',
  'sessionExpired',
  'signedOut',
  'wrongSecret',
]);

/**
 * Finds somebody who may change a client's secrets: the connection's sign-in, else the client itself with a value that
 * is kept here, which needs no administrator. Rejects with what the connection rejects with when there is neither.
 */
export async function rotationActor(operation: ActedOn, parts: ActorParts): Promise<SecretService> {
  const { client, tenantId } = operation;
  let refusal: unknown = new CredentialsError('signedOut');
  const opening = parts.connected(tenantId);
  if (opening) {
    try {
      const service = await opening;
      // asked for what it takes, and not only whether somebody is there: a member may sign in, too
      await service.secrets(client.type, client.id);
      return service;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusal = error;
    }
  }
  return (await itself(operation, parts)) ?? Promise.reject(refusal);
}

async function itself(operation: ActedOn, parts: ActorParts): Promise<SecretService | undefined> {
  const { resource, tenantId, client, oldSecretId, newSecretId, step } = operation;
  // the service lets no client of another type see to its own secrets
  if (client.type !== 'clientCredentials') return undefined;
  const ids = NEW_WORKS.has(step) ? [newSecretId, oldSecretId] : [oldSecretId, newSecretId];
  for (const id of ids) {
    const secret = id === undefined ? undefined : await parts.keptSecrets.value(secretOf(operation, id));
    if (!secret) continue;
    const service = parts.asClient({ resource, tenantId, clientId: client.id, secret });
    try {
      await service.secrets(client.type, client.id);
      return service;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return undefined;
}

const isRefusal = (error: unknown): boolean =>
  (error instanceof ServiceError || error instanceof SignInError || error instanceof CredentialsError) &&
  REFUSED.has(error.code);

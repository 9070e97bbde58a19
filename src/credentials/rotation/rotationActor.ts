import type { IdentityService } from '../../service/identityService.ts';
import { ServiceError } from '../../service/serviceError.ts';
import { unlessGone } from '../../service/unlessGone.ts';
import { SignInError } from '../../signIn/signInError.ts';
import type { ClientWithSecret } from '../connections/selfService.ts';
import { CredentialsError } from '../credentialsError.ts';
import type { Operation, OperationStep } from '../operations/operation.ts';
import type { SecretService } from '../operations/operationParts.ts';
import type { KeptSecrets } from '../records/keptSecrets.ts';
import { type ClientReference, secretOf } from '../records/references.ts';

/** Which secrets of which client are about to be changed. */
export type ActedOn = ClientReference & Pick<Operation, 'oldSecretId' | 'newSecretId' | 'step'>;

/** A connection that may be somebody who may. */
export interface ConnectedActor {
  /** Base URL by which it reaches the tenant today. */
  readonly resource: ClientReference['resource'];
  readonly open: () => Promise<IdentityService>;
}

/** Somebody who may change a client's secrets. */
export interface RotationActor {
  readonly service: SecretService;
  /** Base URL by which the service is reached: that of the connection, else the one that is noted. */
  readonly resource: string;
}

/** What finding an actor works with. */
export interface ActorParts {
  /** The connections that reach a tenant, the first to be tried first. */
  readonly connected: (tenantId: string) => readonly ConnectedActor[];
  /** Makes the service as the client itself sees it. */
  readonly asClient: (client: ClientWithSecret) => IdentityService;
  readonly keptSecrets: Pick<KeptSecrets, 'value'>;
}

/** Steps at which the new secret has been seen to work, and the old one may be gone. */
const NEW_WORKS = new Set<OperationStep>(['written', 'waiting', 'deleting']);

type ActorError = ServiceError | SignInError | CredentialsError;

/** Refusals after which the client itself is worth a try: nobody is signed in, or not with the role that it takes. */
const REFUSED: ReadonlySet<ActorError['code']> = new Set<ActorError['code']>([
  'forbidden',
  'notSignedIn',
  'sessionEnded',
  'sessionExpired',
  'signedOut',
  'wrongSecret',
]);

/**
 * Finds somebody who may change a client's secrets: the first connection whose sign-in may, else the client itself with
 * a value that is kept here, which needs no administrator. A client that is gone is an answer, too. Rejects with what
 * the first connection rejects with when there is neither; an outage is not hidden behind the client.
 */
export async function rotationActor(operation: ActedOn, parts: ActorParts): Promise<RotationActor> {
  const { client, tenantId } = operation;
  let refusal: unknown;
  let outage: unknown;
  for (const { resource, open } of parts.connected(tenantId)) {
    try {
      const service = await open();
      // asked for what it takes, and not only whether somebody is there: a member may sign in, too
      await service.secrets(client.type, client.id).catch(unlessGone);
      return { service, resource };
    } catch (error) {
      if (isRefusal(error)) refusal ??= error;
      else outage ??= error;
    }
  }
  if (outage) throw outage;
  const own = await itself(operation, parts);
  if (own) return { service: own, resource: operation.resource };
  throw refusal ?? new CredentialsError('signedOut');
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

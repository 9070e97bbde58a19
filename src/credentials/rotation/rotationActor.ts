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

/** The client and the secrets that are about to be changed. */
export type ActedOn = ClientReference & Pick<Operation, 'oldSecretId' | 'newSecretId' | 'step'>;

/** A connection whose sign-in may be allowed to change the client's secrets. */
export interface ConnectedActor {
  /** Base URL that currently reaches the tenant. */
  readonly resource: ClientReference['resource'];
  readonly open: () => Promise<IdentityService>;
}

/** A sign-in that is allowed to change a client's secrets. */
export interface RotationActor {
  readonly service: SecretService;
  /** Base URL of the service: that of the connection, else the recorded one. */
  readonly resource: string;
}

/** What finding an actor works with. */
export interface ActorParts {
  /** The connections that reach a tenant, the first to be tried first. */
  readonly connected: (tenantId: string) => readonly ConnectedActor[];
  /** Makes the service with the client's own sign-in. */
  readonly asClient: (client: ClientWithSecret) => IdentityService;
  readonly keptSecrets: Pick<KeptSecrets, 'value'>;
}

/** Steps at which the new secret is known to work, and the old one may be deleted. */
const NEW_WORKS = new Set<OperationStep>(['written', 'waiting', 'deleting']);

type ActorError = ServiceError | SignInError | CredentialsError;

/** Refusals after which the client's own sign-in is tried: no one is signed in, or not with the required role. */
const REFUSED: ReadonlySet<ActorError['code']> = new Set<ActorError['code']>([
  'forbidden',
  'notSignedIn',
  'sessionEnded',
  'sessionExpired',
  'signedOut',
  'wrongSecret',
]);

/**
 * Finds a sign-in that is allowed to change a client's secrets: that of the first connection that is, else the client's own
 * with a saved value, which needs no administrator. A connection also qualifies when the client no longer exists. Rejects
 * with the error of the first connection when there is none; after an outage, the client's own sign-in is not tried.
 */
export async function rotationActor(operation: ActedOn, parts: ActorParts): Promise<RotationActor> {
  const { client, tenantId } = operation;
  let refusal: unknown;
  let outage: unknown;
  for (const { resource, open } of parts.connected(tenantId)) {
    try {
      const service = await open();
      // Signing in is not enough: a member can sign in, but not read secrets.
      await service.secrets(client.type, client.id).catch(unlessGone);
      return { service, resource };
    } catch (error) {
      if (isRefusal(error)) refusal ??= error;
      else outage ??= error;
    }
  }
  if (outage) throw outage;
  const own = await signInAsClient(operation, parts);
  if (own) return { service: own, resource: operation.resource };
  throw refusal ?? new CredentialsError('signedOut');
}

async function signInAsClient(operation: ActedOn, parts: ActorParts): Promise<SecretService | undefined> {
  const { resource, tenantId, client, oldSecretId, newSecretId, step } = operation;
  // Clients of other types cannot manage their own secrets.
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

/** Tells whether an error says that a sign-in is missing, or isn't allowed to do something. */
export const isRefusal = (error: unknown): boolean =>
  (error instanceof ServiceError || error instanceof SignInError || error instanceof CredentialsError) &&
  REFUSED.has(error.code);

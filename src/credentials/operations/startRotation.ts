import { LIMITS } from '../../service/model/limits.ts';
import { ServiceError } from '../../service/serviceError.ts';
import { CredentialsError } from '../credentialsError.ts';
import { type ClientReference, type SecretReference, secretOf } from '../records/references.ts';
import { isIdentified } from '../records/unidentified.ts';
import { refuseWhereHeldElsewhere, refuseWhereRotatedElsewhere } from './heldElsewhere.ts';
import { holdersHere } from './holdersHere.ts';
import type { Afterwards, Operation } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { placesOf } from './rotatedPlaces.ts';
import { type Conclusion, startOperation } from './runOperation.ts';
import { guardPlaces } from './steps/guardPlaces.ts';
import { secretRequest } from './steps/issueStep.ts';

/** The order of a rotation. */
export interface RotationOrder extends ClientReference {
  /** GUID of the operation. */
  readonly id: string;
  /** The service's number of the secret that is replaced; a made-up one when it isn't known: then it is kept. */
  readonly oldSecretId: number;
  /** Another secret to delete first, when the client has as many as the service allows. */
  readonly removedSecretId?: number;
  /** Of the new secret. Unique among the client's secrets, because the new one is found by it. */
  readonly description: string;
  /** Of the new secret; missing when it never expires. */
  readonly expiresAt?: Date;
  readonly afterwards: Afterwards;
  /** Ids of other hosts that do not matter, although they hold the secret that makes room, or rotate the client. */
  readonly acceptedHosts?: readonly string[];
}

/**
 * Rotates a secret: adds a new one, saves it, verifies it, writes it to every place that has the old one, verifies it again,
 * and deletes the old one if that is ordered. There is one rotation of a client at a time on this machine. Rejects with
 * `busyElsewhere`, `busyOnHost`, `rotationUnderWay`, `rotationOnHost`, `recordDamaged`, `clientDisabled`, `changedMeanwhile` (the
 * old secret was deleted), `notIdentified`, `secretLimitReached` or `heldElsewhere` before anything is sent; afterwards as
 * {@link startOperation} does.
 */
export function startRotation(
  order: RotationOrder,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return parts.journal.exclusively(order, async () => {
    const operation = await guardPlaces(await planRotation(order, parts), parts);
    const { removedSecretId } = order;
    if (removedSecretId !== undefined)
      await refuseWhereHeldElsewhere(secretOf(order, removedSecretId), order, parts);
    if (signal.aborted) throw new CredentialsError('cancelled');
    return startOperation(operation, secretRequest(operation, parts.service), parts, signal);
  });
}

async function planRotation(order: RotationOrder, parts: OperationParts): Promise<Operation> {
  const { tenantId, client, oldSecretId } = order;
  const old = secretOf(order, oldSecretId);
  const own = await parts.journal.ofClient(old);
  const isInTheWay = (each: Operation) =>
    each.kind === 'rotate' && (each.step !== 'waiting' || each.oldSecretId === oldSecretId);
  if (own.some(isInTheWay)) throw new CredentialsError('rotationUnderWay');
  await refuseWhereRotatedElsewhere(old, order, parts);
  const secrets = await parts.service.secrets(client.type, client.id);
  const isKnown = isIdentified(oldSecretId);
  if (isKnown && !secrets.some(({ id }) => id === oldSecretId))
    throw new CredentialsError('changedMeanwhile');
  if (order.afterwards.kind === 'delete') await refuseUnlessIdentified(old, parts);
  const left = secrets.filter(({ id }) => id !== order.removedSecretId);
  if (left.length >= LIMITS.secretsPerClient) throw new CredentialsError('secretLimitReached');
  if (!(await isEnabled(client, parts))) throw new CredentialsError('clientDisabled');
  const { id, resource, description, expiresAt, afterwards, removedSecretId } = order;
  return {
    id,
    kind: 'rotate',
    step: 'asking',
    startedAt: parts.now().toISOString(),
    resource,
    tenantId,
    client,
    description,
    afterwards,
    oldSecretId,
    removedSecretId,
    expiresAt: expiresAt?.toISOString(),
    known: secrets.map(secret => secret.id),
    places: await placesOf(old, parts),
  };
}

/**
 * Rejects with `notIdentified` when it isn't known which of the client's secrets is replaced, or when a place may hold it of
 * which that isn't known: deleting it could end what works.
 */
async function refuseUnlessIdentified(old: SecretReference, parts: OperationParts): Promise<void> {
  if (!isIdentified(old.secretId)) throw new CredentialsError('notIdentified');
  const { possible } = await holdersHere(old, parts);
  const [place] = possible;
  if (!place) return;
  throw new CredentialsError('notIdentified', {
    place: place.kind === 'file' ? place.file : place.order.id,
  });
}

/** Tells whether a client isn't known to be disabled. */
async function isEnabled(
  { type, id }: RotationOrder['client'],
  { service }: OperationParts,
): Promise<boolean> {
  try {
    return (await service.client(type, id)).enabled !== false;
  } catch (error) {
    // A client can manage its own secrets without reading itself. It is enabled, because it got a token.
    if (error instanceof ServiceError && error.code === 'forbidden') return true;
    throw error;
  }
}

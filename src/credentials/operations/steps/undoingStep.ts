import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import { SignInError } from '../../../signIn/signInError.ts';
import { secretState } from '../../clientHealth.ts';
import { CredentialsError } from '../../credentialsError.ts';
import type { DeliverableCredential } from '../../delivery/deliverCredential.ts';
import { secretOf } from '../../records/references.ts';
import { isIdentified } from '../../records/unidentified.ts';
import { refuseWhereAdopted } from '../heldElsewhere.ts';
import { refuseWhereBound } from '../holdersHere.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';
import { leaveNewValue, restorePlace } from '../rotatedPlaces.ts';
import { credentialOf } from './credentialOf.ts';
import { deleteOrphans } from './deleteOrphans.ts';
import { findIssued, lossOf } from './findIssued.ts';

/**
 * Undoes an operation: restores the old value of every place that may have been changed, then deletes what was created.
 * Rejects with `cannotUndo` when a value that is needed is not saved, and with `stillBound` or `heldElsewhere` when what was
 * created is in use.
 */
export async function undoStep(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<undefined> {
  const { client, newSecretId } = operation;
  const listed = await parts.service.secrets(client.type, client.id).catch(unlessGone);
  if (!listed) {
    // What was created was deleted with the client, and there is no value that a place could be restored to.
    if (newSecretId !== undefined) await parts.keptSecrets.forget(secretOf(operation, newSecretId));
    return;
  }
  await forgetRemoved(operation, listed, parts);
  const created = await findCreated(operation, parts);
  await refuseWhereDelivered(operation, created.kept, parts);
  for (const id of created.kept) await refuseWhereAdopted(secretOf(operation, id), parts);
  if (operation.kind === 'createClient') {
    // It was created with one secret: someone who added another uses the client.
    if (listed.length > 1) throw new CredentialsError('stillBound');
    return undoClient(operation, created, parts);
  }
  if (operation.kind === 'rotate') {
    const old = listed.find(({ id }) => id === operation.oldSecretId);
    await restorePlaces(operation, { created: created.kept, old }, parts, signal);
  }
  for (const id of created.kept) {
    const secret = secretOf(operation, id);
    await refuseWhereBound(secret, parts);
    await parts.service.deleteSecret(operation.client.type, operation.client.id, id).catch(unlessGone);
    await parts.keptSecrets.forget(secret);
  }
  await deleteOrphans(operation, created.orphans, parts);
}

/** Removes the value of a secret that was given up and is deleted; a crash may have prevented that. It stays deleted. */
async function forgetRemoved(
  operation: Operation,
  listed: readonly ClientSecret[],
  { keptSecrets }: Pick<OperationParts, 'keptSecrets'>,
): Promise<void> {
  const { removedSecretId } = operation;
  if (removedSecretId === undefined || listed.some(({ id }) => id === removedSecretId)) return;
  await keptSecrets.forget(secretOf(operation, removedSecretId));
}

interface Created {
  readonly exists: boolean;
  readonly kept: readonly number[];
  readonly orphans: readonly number[];
}

async function findCreated(operation: Operation, parts: OperationParts): Promise<Created> {
  if (operation.newSecretId !== undefined)
    return { exists: true, kept: [operation.newSecretId], orphans: [] };
  const issued = await findIssued(operation, parts);
  if (issued.kind === 'unclear') throw lossOf(operation, issued);
  return {
    exists: issued.kind !== 'nothing',
    kept: issued.kind === 'kept' ? [issued.secretId] : [],
    orphans: issued.kind === 'orphan' ? issued.secretIds : [],
  };
}

/** Rejects with `stillBound` when the secret may be at its destination. A crash may have prevented the record of it. */
async function refuseWhereDelivered(
  operation: Operation,
  [secretId]: readonly number[],
  parts: OperationParts,
): Promise<void> {
  const destination = operation.destination?.destination;
  if (secretId === undefined || !destination || destination.kind === 'keyring') return;
  const value = await parts.keptSecrets.value(secretOf(operation, secretId));
  // A store cannot be read.
  const mayHold =
    destination.kind === 'store' || (value && (await parts.files.holds(destination.target.path, value)));
  if (mayHold) throw new CredentialsError('stillBound');
}

async function undoClient(
  operation: Operation,
  { exists, kept }: Created,
  { service, keptSecrets, bindings }: OperationParts,
): Promise<undefined> {
  for (const id of kept) await refuseWhereBound(secretOf(operation, id), { bindings, keptSecrets });
  const { type, id } = operation.client;
  if (exists) await service.deleteClient(type, id).catch(unlessGone);
  for (const secretId of kept) await keptSecrets.forget(secretOf(operation, secretId));
}

async function restorePlaces(
  operation: Operation,
  {
    created: [newSecretId],
    old,
  }: { readonly created: readonly number[]; readonly old?: ClientSecret | undefined },
  parts: OperationParts,
  signal: AbortSignal,
): Promise<void> {
  if (newSecretId === undefined) return;
  const touched = operation.places.filter(({ state }) => state === 'writing' || state === 'written');
  const isKnown = isIdentified(operation.oldSecretId ?? 0);
  // Programs would stop working with an old secret that was deleted or has expired.
  if (isKnown && (!old || (touched.length > 0 && secretState(old, parts.now()) === 'expired')))
    throw new CredentialsError('cannotUndo');
  for (const place of operation.places)
    if (place.state === 'skipped') await leaveNewValue(place, newSecretId, parts);
  if (touched.length === 0) return;
  const values = await Promise.all([
    credentialOf(operation, operation.oldSecretId, parts),
    credentialOf(operation, newSecretId, parts),
  ]).catch((cause: unknown) => {
    throw new CredentialsError('cannotUndo', { cause });
  });
  const [before, ours] = values;
  if (!isKnown) await refuseUnlessWorking(before, parts);
  for (const place of touched) {
    if (signal.aborted) throw new CredentialsError('cancelled');
    await restorePlace(place, { before, ours }, parts);
  }
  // From here on the new value is no longer needed, and may be missing after a crash.
  const places = operation.places.map(place => ({ ...place, state: 'pending' as const }));
  await parts.journal.put({ ...operation, places });
}

/** Rejects with `cannotUndo` when the service no longer accepts a secret of which it isn't known which one it is. */
async function refuseUnlessWorking(
  before: DeliverableCredential,
  { verify }: Pick<OperationParts, 'verify'>,
): Promise<void> {
  try {
    await verify(before);
  } catch (cause) {
    if (!(cause instanceof SignInError) || cause.code !== 'wrongSecret') throw cause;
    throw new CredentialsError('cannotUndo', { cause });
  }
}

import { secretOf } from '../../records/references.ts';
import { isHeldElsewhere } from '../heldElsewhere.ts';
import type { Operation, RotatedPlace } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';
import { hasOldValue, placeId, placesOf } from '../rotatedPlaces.ts';
import { credentialOf } from './credentialOf.ts';
import { deleteOrphans } from './deleteOrphans.ts';
import { findIssued } from './findIssued.ts';

/**
 * Checks that every place that had the old secret has the new one, and that it works. Returns to writing when a place does
 * not have it. Afterwards the old secret can be deleted.
 */
export async function concludeWriting(
  operation: Operation,
  parts: OperationParts,
): Promise<Operation | undefined> {
  const places = await readPlaces(operation, parts);
  if (places.some(({ state }) => state === 'pending')) return { ...operation, step: 'kept', places };
  await parts.verify(await credentialOf(operation, operation.newSecretId, parts));
  await deleteStrays(operation, parts);
  const { afterwards } = operation;
  if (afterwards.kind === 'keep') return undefined;
  // Where another host has the old secret, the user is asked first.
  if (afterwards.graceMs === 0 && !(await mayBeHeld(operation, parts)))
    return { ...operation, step: 'deleting' };
  const deleteAt = new Date(parts.now().getTime() + afterwards.graceMs).toISOString();
  return { ...operation, step: 'waiting', deleteAt };
}

async function mayBeHeld(operation: Operation, parts: OperationParts): Promise<boolean> {
  const { oldSecretId } = operation;
  return oldSecretId !== undefined && isHeldElsewhere(secretOf(operation, oldSecretId), operation, parts);
}

/** Returns the current state of the places, with those that got the old secret in the meantime. */
async function readPlaces(operation: Operation, parts: OperationParts): Promise<readonly RotatedPlace[]> {
  const { oldSecretId } = operation;
  if (oldSecretId === undefined) return operation.places;
  const known = await Promise.all(
    operation.places.map(async place =>
      (place.state === 'written' || place.state === 'left') && (await hasOldValue(place, parts))
        ? ({ ...place, state: 'pending' } as const)
        : place,
    ),
  );
  const found = await placesOf(secretOf(operation, oldSecretId), parts);
  const isKnown = new Set(known.map(placeId));
  return [...known, ...found.filter(place => !isKnown.has(placeId(place)))];
}

/** Deletes what a lost request created after it was looked for. */
async function deleteStrays(operation: Operation, parts: OperationParts): Promise<void> {
  const { newSecretId } = operation;
  if (newSecretId === undefined) return;
  const others = { ...operation, known: [...operation.known, newSecretId] };
  const strays = await findIssued(others, parts);
  if (strays.kind === 'orphan') await deleteOrphans(operation, strays.secretIds, parts);
}

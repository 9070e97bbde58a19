import { secretOf } from '../../records/references.ts';
import type { Operation, RotatedPlace } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';
import { holdsOld, placeId, placesOf } from '../rotatedPlaces.ts';
import { credentialOf } from './credentialOf.ts';
import { deleteOrphans } from './deleteOrphans.ts';
import { findIssued } from './findIssued.ts';

/**
 * Looks whether all that held the old secret has the new one, and whether that works; goes back to writing where not.
 * Then the old secret may go.
 */
export async function concludeWriting(
  operation: Operation,
  parts: OperationParts,
): Promise<Operation | undefined> {
  const places = await placesNow(operation, parts);
  if (places.some(({ state }) => state === 'pending')) return { ...operation, step: 'kept', places };
  await parts.verify(await credentialOf(operation, operation.newSecretId, parts));
  await deleteStrays(operation, parts);
  const { afterwards } = operation;
  if (afterwards.kind === 'keep') return undefined;
  if (afterwards.graceMs === 0) return { ...operation, step: 'deleting' };
  const deleteAt = new Date(parts.now().getTime() + afterwards.graceMs).toISOString();
  return { ...operation, step: 'waiting', deleteAt };
}

/** The places as they are now: with those that have come to hold the old secret meanwhile. */
async function placesNow(operation: Operation, parts: OperationParts): Promise<readonly RotatedPlace[]> {
  const { oldSecretId } = operation;
  if (oldSecretId === undefined) return operation.places;
  const known = await Promise.all(
    operation.places.map(async place =>
      (place.state === 'written' || place.state === 'left') && (await holdsOld(place, parts))
        ? ({ ...place, state: 'pending' } as const)
        : place,
    ),
  );
  const found = await placesOf(secretOf(operation, oldSecretId), parts);
  const isKnown = new Set(known.map(placeId));
  return [...known, ...found.filter(place => !isKnown.has(placeId(place)))];
}

/** A request that was given up may still have been carried out after somebody looked. */
async function deleteStrays(operation: Operation, parts: OperationParts): Promise<void> {
  const { newSecretId } = operation;
  if (newSecretId === undefined) return;
  const others = { ...operation, known: [...operation.known, newSecretId] };
  const strays = await findIssued(others, parts);
  if (strays.kind === 'orphan') await deleteOrphans(operation, strays.secretIds, parts);
}

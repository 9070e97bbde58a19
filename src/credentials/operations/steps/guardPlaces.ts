import type { WriteGuard, WritePurpose } from '../../delivery/writeGuard.ts';
import type { Operation, PlaceState, RotatedPlace } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';
import { fileToRestore, fileToRotate } from '../rotatedPlaces.ts';
import { credentialOf } from './credentialOf.ts';

type GuardedFile = Parameters<WriteGuard>[0];

/**
 * Has the user decide about each file that a rotation is about to write and that Git would commit, before the service is asked
 * for anything. Rejects with `cancelled`; nothing was changed then.
 */
export const guardPlaces = (
  operation: Operation,
  parts: Pick<OperationParts, 'mayWrite'>,
): Promise<Operation> => guard(operation, 'rotate', ['pending', 'writing'], fileToRotate, parts);

/**
 * The same for the files that undoing is about to write the old value to. Rejects with `placeUnreachable` when it cannot be
 * determined whether a file has the new one.
 */
export async function guardUndo(
  operation: Operation,
  parts: Pick<OperationParts, 'files' | 'keptSecrets' | 'mayWrite'>,
): Promise<Operation> {
  // Without the new value, undoing is refused anyway.
  const ours = await credentialOf(operation, operation.newSecretId, parts).catch(() => undefined);
  if (!ours) return operation;
  return guard(operation, 'undo', ['writing', 'written'], place => fileToRestore(place, ours, parts), parts);
}

async function guard(
  operation: Operation,
  purpose: WritePurpose,
  states: readonly PlaceState[],
  fileOf: (place: RotatedPlace) => GuardedFile | undefined | Promise<GuardedFile | undefined>,
  { mayWrite }: Pick<OperationParts, 'mayWrite'>,
): Promise<Operation> {
  const places: RotatedPlace[] = [];
  for (const place of operation.places) {
    const file = states.includes(place.state) ? await fileOf(place) : undefined;
    const decision = file && (await mayWrite(file, purpose));
    places.push(decision === 'skip' ? { ...place, state: 'skipped' } : place);
  }
  return { ...operation, places };
}

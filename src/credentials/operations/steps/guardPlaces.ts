import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';
import { fileToRotate } from '../rotatedPlaces.ts';

/**
 * Has the user decide about each file that a rotation is about to write and that Git would commit, before the service is asked
 * for anything. Rejects with `cancelled`; nothing was changed then.
 */
export async function guardPlaces(
  operation: Operation,
  { mayWrite }: Pick<OperationParts, 'mayWrite'>,
): Promise<Operation> {
  const places: Operation['places'][number][] = [];
  for (const place of operation.places) {
    const isOpen = place.state === 'pending' || place.state === 'writing';
    const file = isOpen ? fileToRotate(place) : undefined;
    const decision = file && (await mayWrite(file, 'rotate'));
    places.push(decision === 'skip' ? { ...place, state: 'skipped' } : place);
  }
  return { ...operation, places };
}

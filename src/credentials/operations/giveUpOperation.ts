import { stat } from 'node:fs/promises';
import type { Operation, RotatedPlace } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { withCurrent } from './resumeOperation.ts';
import { forgetPlace } from './rotatedPlaces.ts';
import { type Conclusion, runOperation } from './runOperation.ts';

/**
 * Takes an operation out of the journal as it is, when it can be neither finished nor undone: its tenant is gone, or a
 * store's program. Nothing is changed or deleted: places and secrets stay as they are, and what is kept stays kept.
 */
export function giveUpOperation(
  operation: Operation,
  { journal }: Pick<OperationParts, 'journal'>,
): Promise<void> {
  return journal.exclusively(operation, () => journal.end(operation));
}

/**
 * Goes on with a rotation without the files whose folders cannot be reached and never will: what stands in them is no
 * longer known. Rejects as {@link runOperation} does.
 */
export function finishWithoutUnreachable(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return withCurrent(operation, parts, async now => {
    const places = await Promise.all(now.places.map(place => withoutUnreachable(place, now, parts)));
    const going = { ...now, places };
    await parts.journal.put(going);
    return runOperation(going, parts, signal);
  });
}

async function withoutUnreachable(
  place: RotatedPlace,
  { newSecretId }: Operation,
  parts: OperationParts,
): Promise<RotatedPlace> {
  const isOpen = place.state === 'pending' || place.state === 'writing';
  if (!isOpen || place.kind === 'signIn' || place.binding.kind === 'store') return place;
  if (await stat(place.binding.folder).catch(() => undefined)) return place;
  await forgetPlace(place.binding, newSecretId, parts);
  return { ...place, state: 'left' };
}

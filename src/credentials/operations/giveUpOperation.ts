import { stat } from 'node:fs/promises';
import type { Operation, RotatedPlace } from './operation.ts';
import type { OperationParts } from './operationParts.ts';
import { withCurrent } from './resumeOperation.ts';
import { forgetPlace } from './rotatedPlaces.ts';
import { type Conclusion, runOperation } from './runOperation.ts';
import { guardPlaces } from './steps/guardPlaces.ts';

/**
 * Removes an operation from the journal that can be neither finished nor undone, because its tenant or a store's program no
 * longer exists. Nothing is changed or deleted: places, secrets and saved values remain as they are.
 */
export function giveUpOperation(
  operation: Operation,
  { journal }: Pick<OperationParts, 'journal'>,
): Promise<void> {
  return journal.exclusively(operation, () => journal.end(operation));
}

/**
 * Finishes a rotation without the files whose folders cannot be reached. Their records are removed. Rejects as
 * {@link runOperation} does.
 */
export function finishWithoutUnreachable(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Conclusion> {
  return withCurrent(operation, parts, async now => {
    const places = await Promise.all(now.places.map(place => leaveOutUnreachable(place, now, parts)));
    const going = await guardPlaces({ ...now, places }, parts);
    await parts.journal.put(going);
    return runOperation(going, parts, signal);
  });
}

/** Errors of this process, which say nothing about a folder. */
const OWN_ERRORS: ReadonlySet<string | undefined> = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);

function unlessUnreachable(cause: NodeJS.ErrnoException): undefined {
  if (OWN_ERRORS.has(cause.code)) throw cause;
}

async function leaveOutUnreachable(
  place: RotatedPlace,
  { newSecretId }: Operation,
  parts: OperationParts,
): Promise<RotatedPlace> {
  const isOpen = place.state === 'pending' || place.state === 'writing';
  if (!isOpen || place.kind === 'signIn' || place.binding.kind === 'store') return place;
  if (await stat(place.binding.folder).catch(unlessUnreachable)) return place;
  await forgetPlace(place.binding, newSecretId, parts);
  return { ...place, state: 'left' };
}

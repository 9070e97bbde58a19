import { SignInError } from '../../../signIn/signInError.ts';
import { CredentialsError } from '../../credentialsError.ts';
import type { DeliverableCredential } from '../../delivery/deliverCredential.ts';
import { credentialReferenceOf, secretOf } from '../../records/references.ts';
import { isSameClient } from '../../records/sameId.ts';
import type { Operation, PlaceState } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';
import { writePlace } from '../rotatedPlaces.ts';
import { credentialOf } from './credentialOf.ts';

/**
 * Times between attempts to use a new secret, milliseconds. A change can take up to an hour (service documentation), but
 * usually takes a moment. After half a minute the user is asked.
 */
const ATTEMPTS_AFTER_MS: readonly number[] = [0, 500, 1000, 2000, 4000, 8000, 16_000];

/** Writes a saved value to its places; in a rotation, after the service has accepted it. */
export async function handOver(
  operation: Operation,
  parts: OperationParts,
  signal: AbortSignal,
): Promise<Operation | undefined> {
  const credential = await credentialOf(operation, operation.newSecretId, parts);
  await disown(operation, credential.secretId, parts);
  if (operation.kind !== 'rotate') {
    // A crash may have happened between saving the value and writing its record.
    await keepRecord(operation, credential, parts);
    if (operation.destination) await parts.deliver(credential, operation.destination);
    return undefined;
  }
  await keepRecord(operation, credential, parts);
  // A program would stop working if it read its new secret before the service accepts it.
  await prove(credential, parts, signal);
  let current = operation;
  for (const [index, place] of operation.places.entries()) {
    if (place.state !== 'pending' && place.state !== 'writing') continue;
    if (signal.aborted) throw new CredentialsError('cancelled');
    current = await noteState(current, index, 'writing', parts);
    current = await noteState(current, index, await writePlace(place, credential, parts), parts);
  }
  // A file that the user left as it is goes on working with the old secret.
  const isNeeded = current.places.some(({ state }) => state === 'skipped');
  return { ...current, step: 'written', afterwards: isNeeded ? { kind: 'keep' } : current.afterwards };
}

/**
 * Tells operations of the same client that still have to find their secret that this one is not theirs. A journal that
 * cannot be written is ignored: such an operation then finds several secrets, and reports that the outcome is unknown.
 */
async function disown(
  operation: Operation,
  secretId: number,
  { journal }: Pick<OperationParts, 'journal'>,
): Promise<void> {
  const own = secretOf(operation, secretId);
  const open = await journal.open();
  const looking = open.filter(
    each =>
      each.id !== operation.id &&
      each.step === 'asking' &&
      !each.known.includes(secretId) &&
      isSameClient(secretOf(each, secretId), own),
  );
  for (const each of looking)
    await journal.put({ ...each, known: [...each.known, secretId] }).catch(() => undefined);
}

async function keepRecord(
  operation: Operation,
  { secret, secretId }: DeliverableCredential,
  { keptSecrets, now }: OperationParts,
): Promise<void> {
  const reference = credentialReferenceOf(operation, secretId);
  if (await keptSecrets.record(reference)) return;
  const { description, expiresAt } = operation;
  const kept = { ...reference, description, expiresAt, keptAt: now().toISOString() };
  await keptSecrets.keep(kept, secret);
}

/** Tries a new secret until the service accepts it. Rejects with `notEffectiveYet` after the last attempt. */
async function prove(
  credential: DeliverableCredential,
  { verify, sleep }: OperationParts,
  signal: AbortSignal,
): Promise<void> {
  let refusal: unknown;
  for (const waitMs of ATTEMPTS_AFTER_MS) {
    if (waitMs > 0) await sleep(waitMs, signal);
    if (signal.aborted) throw new CredentialsError('cancelled');
    try {
      return void (await verify(credential));
    } catch (error) {
      if (!(error instanceof SignInError) || error.code !== 'wrongSecret') throw error;
      refusal = error;
    }
  }
  throw new CredentialsError('notEffectiveYet', { cause: refusal });
}

async function noteState(
  operation: Operation,
  index: number,
  state: PlaceState,
  { journal, report }: OperationParts,
): Promise<Operation> {
  const places = operation.places.map((place, at) => (at === index ? { ...place, state } : place));
  const next = { ...operation, places };
  await journal.put(next);
  report?.(next);
  return next;
}

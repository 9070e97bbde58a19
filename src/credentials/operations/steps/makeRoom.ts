import { unlessGone } from '../../../service/unlessGone.ts';
import { secretOf } from '../../records/references.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';

/**
 * Deletes the secret that the user gave up to make room, and removes its value from this machine. Does nothing when that
 * has happened already. The journal knows of the operation before, so that a crash in between is no surprise.
 */
export async function makeRoom(
  operation: Operation,
  { service, keptSecrets }: Pick<OperationParts, 'service' | 'keptSecrets'>,
): Promise<void> {
  const { client, removedSecretId } = operation;
  if (removedSecretId === undefined) return;
  await service.deleteSecret(client.type, client.id, removedSecretId).catch(unlessGone);
  await keptSecrets.forget(secretOf(operation, removedSecretId));
}
